-- title: Pairs of names that a person should judge, those first that would move the most money
-- grain: one row per pair
-- key: review_id
-- params: lowest=0.2 highest=0.97 kept=2000
-- note: likely and unlikely by turns: what the machine is least sure of, by the money behind it
-- column left_ref: what a judgement calls the left side
-- column amount_usd: what the contributors on the left gave; the answer moves it
-- column for_reasons: comparisons that speak for one firm or person
-- column against_reasons: comparisons that speak against it
-- column probability: the machine's, to be shown only after the answer
with given as (
    select
        employer,
        coalesce(state_code, '') as state_code,
        sum(who_gave_usd) as amount_usd,
        count(*) as record_count
    from entities.contribution
    where employer is not null and is_named_giver
    group by employer, coalesce(state_code, '')
),

doubtful as (
    select
        match.*,
        max(match.probability) over (partition by match.name, match.cluster_id) as best_probability,
        sum(given.amount_usd) over (partition by match.name, match.cluster_id) as amount_usd,
        (sum(given.record_count) over (partition by match.name, match.cluster_id))::bigint
            as record_count,
        list_sort(list(match.state_code) over (partition by match.name, match.cluster_id))
            as state_codes
    from entities.match as match
    inner join given
        on match.name = given.employer and coalesce(match.state_code, '') = given.state_code
    where
        match.verdict is null
        and match.probability between getvariable('lowest') and getvariable('highest')
    qualify
        row_number() over (
            partition by match.name, match.cluster_id
            order by match.weight desc, match.state_code asc
        ) = 1
),

firms as (
    select
        cluster.cluster_id,
        string_agg(distinct organization.name, '; ' order by organization.name) as names,
        string_agg(distinct organization.state_code, ', ' order by organization.state_code)
            as state_codes
    from entities.organization_cluster as cluster
    inner join entities.organization_name as organization
        on cluster.organization_id = organization.organization_id
    where organization.trust >= 1
    group by cluster.cluster_id
),

firm_levels as (
    select
        doubtful.name,
        doubtful.cluster_id,
        unnest([
            {
                comparison: 'name',
                level: doubtful.name_level,
                weight: doubtful.name_weight
            },
            {
                comparison: 'extra',
                level: doubtful.extra_level,
                weight: doubtful.extra_weight
            },
            {
                comparison: 'missing',
                level: doubtful.missing_level,
                weight: doubtful.missing_weight
            },
            {
                comparison: 'rarity',
                level: doubtful.rarity_level,
                weight: doubtful.rarity_weight
            },
            {
                comparison: 'front',
                level: doubtful.front_level,
                weight: doubtful.front_weight
            },
            {
                comparison: 'span',
                level: doubtful.span_level,
                weight: doubtful.span_weight
            },
            {
                comparison: 'spelling',
                level: doubtful.spelling_level,
                weight: doubtful.spelling_weight
            },
            {
                comparison: 'part',
                level: doubtful.part_level,
                weight: doubtful.part_weight
            },
            {
                comparison: 'place',
                level: doubtful.place_level,
                weight: doubtful.place_weight
            },
            {
                comparison: 'form',
                level: doubtful.form_level,
                weight: doubtful.form_weight
            },
            { comparison: 'use', level: doubtful.use_level, weight: doubtful.use_weight }
        ]) as step
    from doubtful
),

firm_reasons as (
    select
        firm_levels.name,
        firm_levels.cluster_id,
        list(meaning.meaning order by firm_levels.step.weight desc, meaning.meaning asc)
        filter (where firm_levels.step.weight > 0) as for_reasons,
        list(meaning.meaning order by firm_levels.step.weight asc, meaning.meaning asc)
        filter (where firm_levels.step.weight < 0) as against_reasons
    from firm_levels
    inner join seeds.match_weight as meaning
        on
            firm_levels.step.comparison = meaning.comparison
            and firm_levels.step.level = meaning.level
    group by firm_levels.name, firm_levels.cluster_id
),

people_given as (
    select
        contributor_key,
        'contributor:' || concat_ws(
            '|',
            any_value(name),
            coalesce(any_value(state_code), ''),
            coalesce(any_value(zip5_code), ''),
            coalesce(any_value(employer), ''),
            coalesce(any_value(occupation), '')
        ) as ref,
        concat_ws(
            ', ',
            any_value(name),
            max(city_name),
            any_value(state_code),
            any_value(employer),
            any_value(occupation)
        ) as text,
        sum(who_gave_usd) as amount_usd,
        count(*) as record_count
    from entities.contribution
    where is_named_giver
    group by contributor_key
),

people as (
    select
        match.*,
        one.ref as left_ref,
        one.text as left_text,
        other.ref as right_ref,
        other.text as right_text,
        least(one.amount_usd, other.amount_usd) as amount_usd,
        one.record_count + other.record_count as record_count
    from entities.person_match as match
    inner join people_given as one on match.left_key = one.contributor_key
    inner join people_given as other on match.right_key = other.contributor_key
    where
        match.verdict is null
        and match.probability between getvariable('lowest') and getvariable('highest')
    qualify row_number() over (
        order by least(one.amount_usd, other.amount_usd) desc nulls last, one.ref asc, other.ref asc
    ) <= getvariable('kept')
),

person_levels as (
    select
        left_key,
        right_key,
        unnest([
            { comparison: 'person_last', level: last_level, weight: last_weight },
            { comparison: 'person_first', level: first_level, weight: first_weight },
            { comparison: 'person_middle', level: middle_level, weight: middle_weight },
            { comparison: 'person_suffix', level: suffix_level, weight: suffix_weight },
            { comparison: 'person_place', level: place_level, weight: place_weight },
            { comparison: 'person_employer', level: employer_level, weight: employer_weight },
            { comparison: 'person_occupation', level: occupation_level, weight: occupation_weight },
            { comparison: 'person_rarity', level: rarity_level, weight: rarity_weight }
        ]) as step
    from people
),

person_reasons as (
    select
        person_levels.left_key,
        person_levels.right_key,
        list(meaning.meaning order by person_levels.step.weight desc, meaning.meaning asc)
        filter (where person_levels.step.weight > 0) as for_reasons,
        list(meaning.meaning order by person_levels.step.weight asc, meaning.meaning asc)
        filter (where person_levels.step.weight < 0) as against_reasons
    from person_levels
    inner join seeds.match_weight as meaning
        on
            person_levels.step.comparison = meaning.comparison
            and person_levels.step.level = meaning.level
    group by person_levels.left_key, person_levels.right_key
),

every_pair as (
    select
        'firm' as pair_kind,
        'name:' || doubtful.name as left_ref,
        concat_ws(', ', doubtful.name, array_to_string(doubtful.state_codes, '/')) as left_text,
        doubtful.cluster_id as right_ref,
        concat_ws(', ', firms.names, firms.state_codes) as right_text,
        doubtful.amount_usd,
        doubtful.record_count,
        reasons.for_reasons,
        reasons.against_reasons,
        doubtful.best_probability as probability
    from doubtful
    inner join firms on doubtful.cluster_id = firms.cluster_id
    left join firm_reasons as reasons
        on doubtful.name = reasons.name and doubtful.cluster_id = reasons.cluster_id
    union all
    select
        'person',
        people.left_ref,
        people.left_text,
        people.right_ref,
        people.right_text,
        people.amount_usd,
        people.record_count,
        reasons.for_reasons,
        reasons.against_reasons,
        people.probability
    from people
    left join person_reasons as reasons
        on people.left_key = reasons.left_key and people.right_key = reasons.right_key
),

unjudged as (
    select every_pair.*
    from every_pair
    anti join entities.judgement as judged
        on
            least(every_pair.left_ref, every_pair.right_ref)
            = least(judged.left_ref, judged.right_ref)
            and greatest(every_pair.left_ref, every_pair.right_ref)
            = greatest(judged.left_ref, judged.right_ref)
)

select
    md5(concat_ws('|', left_ref, right_ref)) as review_id,
    pair_kind,
    left_ref,
    left_text,
    right_ref,
    right_text,
    amount_usd,
    record_count,
    for_reasons,
    against_reasons,
    probability
from unjudged
qualify row_number() over (
    partition by pair_kind
    order by amount_usd desc nulls last, record_count desc, left_ref asc, right_ref asc
) <= getvariable('kept')
