-- title: Appearances that are one person
-- grain: one row per appearance
-- key: record_key
-- params: probable=0.9
-- note: joined by pairs of person_match; an appearance that lacks what two others differ in (middle
-- name, suffix, Mr or Mrs, first name behind an initial) joins neither; a group that still holds
-- two of them keeps only the pairs that state the same
-- a judgement of same holds whatever the names say; a judgement of different sends the second of
-- the two out of the group
-- column person_id: who was stated for one of the group, else a hash of its first appearance's key
-- column held_apart: why an appearance that is likely another's stands without it: torn (it fits
-- two who contradict each other) | judged | contradicted (its group held two who do) | stated (its
-- group holds two stated people); null where nothing held it
-- column basis: human | similar_name (joined with others) | exact_name (stands alone)
with pairs as (
    select
        match.left_key,
        match.right_key,
        one.middle_name as left_middle_name,
        other.middle_name as right_middle_name,
        one.suffix as left_suffix,
        other.suffix as right_suffix,
        one.title as left_title,
        other.title as right_title,
        one.given_names[-1] as left_given_name,
        other.given_names[-1] as right_given_name,
        -- EDGAR is the middle name of J. EDGAR
        coalesce(
            list_contains(one.given_names, other.given_names[-1])
            or list_contains(other.given_names, one.given_names[-1]),
            false
        ) as is_by_middle,
        length(one.first_name) > 1 as left_is_full,
        length(other.first_name) > 1 as right_is_full,
        coalesce(left(one.middle_name, 1), '') = coalesce(left(other.middle_name, 1), '')
        and coalesce(one.suffix, '') = coalesce(other.suffix, '')
        and (length(one.first_name) > 1) = (length(other.first_name) > 1) as is_alike,
        coalesce(one.title, '') = coalesce(other.title, '') as is_one_title,
        coalesce(match.verdict = 'same', false) as is_judged
    from entities.person_match as match
    inner join entities.person_record as one on match.left_key = one.record_key
    inner join entities.person_record as other on match.right_key = other.record_key
    where match.probability >= getvariable('probable')
),

-- what an appearance lacks and its partner states
lacking as (
    select
        left_key as record_key,
        case when left_middle_name is null then left(right_middle_name, 1) end as letter,
        case when left_suffix is null then right_suffix end as suffix,
        case when left_title is null then right_title end as title,
        case
            when right_is_full and not left_is_full and not is_by_middle then right_given_name
        end as given_name
    from pairs
    union all
    select
        right_key,
        case when right_middle_name is null then left(left_middle_name, 1) end,
        case when right_suffix is null then left_suffix end,
        case when right_title is null then left_title end,
        case when left_is_full and not right_is_full and not is_by_middle then left_given_name end
    from pairs
),

torn as (
    select
        record_key,
        coalesce(min(title) <> max(title), false) as is_by_title
    from lacking
    where
        letter is not null
        or suffix is not null
        or title is not null
        or given_name is not null
    group by record_key
    having
        min(letter) <> max(letter)
        or min(suffix) <> max(suffix)
        or min(title) <> max(title)
        or min(given_name) <> max(given_name)
),

edges as (
    select
        pairs.left_key,
        pairs.right_key,
        pairs.is_alike or pairs.is_judged as is_firm,
        pairs.is_judged or pairs.is_one_title as is_one_title
    from pairs
    left join torn as left_torn on pairs.left_key = left_torn.record_key
    left join torn as right_torn on pairs.right_key = right_torn.record_key
    where
        (left_torn.record_key is null and right_torn.record_key is null)
        or (
            pairs.is_alike
            and pairs.left_is_full
            and (
                pairs.is_one_title
                or not coalesce(left_torn.is_by_title or right_torn.is_by_title, false)
            )
        )
        or pairs.is_judged
),

-- most groups hang on their first appearance: only what does not is walked
first_near as (
    select
        right_key as record_key,
        min(left_key) as label
    from edges
    group by right_key
),

first_far as (
    select
        near.record_key,
        coalesce(far.label, near.label) as label
    from first_near as near
    left join first_near as far on near.label = far.record_key
),

links as (
    select distinct
        coalesce(one.label, edges.left_key) as left_label,
        other.label as right_label
    from edges
    inner join first_far as other on edges.right_key = other.record_key
    left join first_far as one on edges.left_key = one.record_key
    where coalesce(one.label, edges.left_key) <> other.label
),

both_ways as (
    select
        left_label as near_label,
        right_label as far_label
    from links
    union
    select
        right_label as near_label,
        left_label as far_label
    from links
),

walked_links as (
    with recursive walk as (
        select distinct
            near_label as reached_label,
            near_label as label
        from both_ways
        union
        select
            both_ways.far_label as reached_label,
            walk.label
        from walk
        inner join both_ways on walk.reached_label = both_ways.near_label
        where walk.label < both_ways.far_label
    )

    select
        reached_label,
        min(label) as label
    from walk
    group by reached_label
),

members as (
    select
        record_key,
        label
    from first_far
    union
    select
        edges.left_key as record_key,
        edges.left_key as label
    from edges
    anti join first_far on edges.left_key = first_far.record_key
),

walked as (
    select
        members.record_key,
        coalesce(walked_links.label, members.label) as label
    from members
    left join walked_links on members.label = walked_links.reached_label
),

initialled as (
    select
        walked.label,
        list(distinct record.given_names[-1]) filter (
            where length(record.first_name) > 1
        ) as full_names,
        flatten(
            list(record.given_names) filter (where length(record.first_name) = 1)
        ) as behind_initials
    from walked
    inner join entities.person_record as record on walked.record_key = record.record_key
    group by walked.label
    having min(length(record.first_name)) = 1 and max(length(record.first_name)) > 1
),

-- one initial and two first names, save EDGAR beside J. EDGAR
two_named as (
    select label
    from initialled
    where len(list_filter(full_names, lambda g: not list_contains(behind_initials, g))) > 1
),

contradicted as (
    select
        walked.label,
        coalesce(min(record.title) <> max(record.title), false) as is_by_title
    from walked
    inner join entities.person_record as record on walked.record_key = record.record_key
    left join two_named on walked.label = two_named.label
    group by walked.label
    having
        min(left(record.middle_name, 1)) <> max(left(record.middle_name, 1))
        or min(record.suffix) <> max(record.suffix)
        or min(record.title) <> max(record.title)
        or min(record.stated_id) <> max(record.stated_id)
        or count(two_named.label) > 0
),

-- a judgement of different holds between two of one group
cut as (
    select
        walked.label,
        judgement.right_key as record_key
    from entities.person_judgement as judgement
    inner join walked on judgement.left_key = walked.record_key
    inner join walked as right_walked
        on judgement.right_key = right_walked.record_key and walked.label = right_walked.label
    where judgement.verdict = 'different'
),

cut_once as (
    select distinct record_key from cut
),

broken as (
    select label from contradicted
    union
    select label from cut
),

kept as (
    select
        edges.left_key,
        edges.right_key
    from edges
    inner join walked on edges.left_key = walked.record_key
    semi join broken on walked.label = broken.label
    left join contradicted on walked.label = contradicted.label
    anti join cut as left_cut on edges.left_key = left_cut.record_key
    anti join cut as right_cut on edges.right_key = right_cut.record_key
    where
        contradicted.label is null
        or (edges.is_firm and (edges.is_one_title or not contradicted.is_by_title))
),

kept_near as (
    select
        right_key as record_key,
        min(left_key) as label
    from kept
    group by right_key
),

-- as connected as what is kept, with an edge or so for each appearance
pruned as (
    select
        record_key,
        label as other_key
    from kept_near
    union
    select
        coalesce(one.label, kept.left_key) as record_key,
        other.label as other_key
    from kept
    inner join kept_near as other on kept.right_key = other.record_key
    left join kept_near as one on kept.left_key = one.record_key
    where coalesce(one.label, kept.left_key) <> other.label
),

pruned_both_ways as (
    select
        record_key,
        other_key
    from pruned
    union
    select
        other_key as record_key,
        record_key as other_key
    from pruned
),

walked_again as (
    with recursive walk as (
        select distinct
            record_key,
            record_key as label
        from pruned_both_ways
        union
        select
            kept.other_key,
            walk.label
        from walk
        inner join pruned_both_ways as kept on walk.record_key = kept.record_key
        where walk.label < kept.other_key
    )

    select
        record_key,
        min(label) as label
    from walk
    group by record_key
),

grouped as (
    select
        walked.record_key,
        walked.label
    from walked
    anti join broken on walked.label = broken.label
    union all
    select
        record_key,
        label
    from walked_again
),

told as (
    select
        grouped.label,
        min(record.stated_id) as stated_id,
        coalesce(min(record.stated_id) <> max(record.stated_id), false) as is_disputed
    from grouped
    inner join entities.person_record as record on grouped.record_key = record.record_key
    group by grouped.label
),

-- where a group holds two stated people, its other appearances are neither of them
placed as (
    select
        grouped.record_key,
        grouped.label,
        told.stated_id
    from grouped
    inner join told on grouped.label = told.label
    where not told.is_disputed
)

select
    record.record_key,
    coalesce(placed.label, record.record_key) as person_key,
    coalesce(
        record.stated_id,
        placed.stated_id,
        'person:' || md5(to_hex(coalesce(placed.label, record.record_key)))
    ) as person_id,
    case
        when record.stated_id is not null then 'human'
        when placed.label is not null then 'similar_name'
        else 'exact_name'
    end as basis,
    placed.label is not null as is_joined,
    case
        when torn.record_key is not null then 'torn'
        when cut.record_key is not null then 'judged'
        when contradicted.label is not null then 'contradicted'
        when told.is_disputed then 'stated'
    end as held_apart
from entities.person_record as record
left join placed on record.record_key = placed.record_key
left join torn on record.record_key = torn.record_key
left join cut_once as cut on record.record_key = cut.record_key
left join walked on record.record_key = walked.record_key
left join contradicted on walked.label = contradicted.label
left join grouped on record.record_key = grouped.record_key
left join told on grouped.label = told.label
