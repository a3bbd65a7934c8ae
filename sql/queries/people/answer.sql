-- title: Which person each name asked about is, as the records tell it
-- grain: one row per name for which there is a candidate
-- given: asked_people
-- note: the odds of all who bear the name share the whole, so that namesakes halve each other. A
-- name alone, without place or employer, is at most possible, unless one person bears it and it is
-- rare. A judgement on the appearance as the list gives it goes before
with compared as (
    select
        asked.position,
        asked.name as asked_name,
        asked.is_alone,
        pair.*,
        record.name as record_name,
        coalesce(cluster.person_id, record.stated_id) as person_id
    from asked_people as asked
    inner join entities.person_match as pair
        on md5_number('asked|' || asked.position) = pair.left_key
    inner join entities.person_record as record on pair.right_key = record.record_key
    left join entities.person_cluster as cluster on pair.right_key = cluster.record_key
),

best as (
    select *
    from compared
    qualify row_number() over (
        partition by position, person_id order by weight desc, right_key asc
    ) = 1
),

-- either side may be the appearance
sides as (
    select
        left_ref as ref,
        right_ref as other_ref,
        verdict,
        precedence
    from entities.judgement
    where seed = 'judgement'
    union
    select
        right_ref as ref,
        left_ref as other_ref,
        verdict,
        precedence
    from entities.judgement
    where seed = 'judgement'
),

judged as (
    select
        asked.position,
        sides.other_ref,
        sides.verdict,
        sides.precedence
    from asked_people as asked
    inner join sides
        on asked.contributor_ref = regexp_replace(sides.ref, '[|][^|]*$', '')
    where sides.precedence is not null
),

-- as published: NAME|STATE|ZIP|EMPLOYER|OCCUPATION
appearances as (
    select
        judged.*,
        string_split(substr(judged.other_ref, length('contributor:') + 1), '|') as parts
    from judged
    where starts_with(judged.other_ref, 'contributor:')
),

meant as (
    select
        judged.position,
        known.entity_id as person_id,
        judged.verdict,
        judged.precedence
    from judged
    inner join entities.entity as known on judged.other_ref = known.entity_id
    union all
    select
        appearances.position,
        min(cluster.person_id) as person_id,
        appearances.verdict,
        appearances.precedence
    from appearances
    inner join entities.person_record as record
        on
            appearances.parts[1] = record.name
            and nullif(appearances.parts[2], '') is not distinct from record.state_code
            and nullif(appearances.parts[3], '') is not distinct from record.zip5_code
            and nullif(upper(appearances.parts[5]), '') is not distinct from record.occupation
    inner join entities.person_cluster as cluster on record.record_key = cluster.record_key
    group by
        appearances.position, appearances.other_ref, appearances.verdict, appearances.precedence
    having count(distinct cluster.person_id) = 1
),

ruled as (
    select
        position,
        person_id,
        arg_max(verdict, precedence) as verdict
    from meant
    group by position, person_id
),

shared as (
    select
        best.*,
        ruled.verdict as ruling,
        pow(2, best.weight) as odds,
        -- a middle name or suffix that contradicts is another's
        count(*) filter (where best.weight > -12) over (partition by best.position) as person_count
    from best
    left join ruled on best.position = ruled.position and best.person_id = ruled.person_id
),

weighed as (
    select
        *,
        case ruling
            when 'same' then 1.0
            when 'different' then 0.0
            else
                round(
                    odds
                    / (
                        1
                        + sum(if(coalesce(ruling, '') = 'different', 0, odds)) over (
                            partition by position
                        )
                    ),
                    6
                )
        end::double as share
    from shared
),

ranked as (
    select
        weighed.*,
        coalesce(known.name, weighed.record_name) as person_name,
        known.place,
        row_number() over (
            partition by weighed.position
            order by
                coalesce(weighed.ruling = 'same', false) desc,
                weighed.share desc,
                weighed.person_id asc
        ) as place_number
    from weighed
    left join entities.entity as known on weighed.person_id = known.entity_id
),

decided as (
    select
        *,
        case
            when ruling = 'same' then 'certain'
            when share < 0.5 then 'none'
            when share < 0.9 then 'possible'
            when is_alone and not (person_count = 1 and rarity_level = 'rare') then 'possible'
            else 'probable'
        end as tier
    from ranked
    where place_number = 1
),

others as (
    select
        decided.position,
        string_agg(
            concat(
                ranked.person_name, ' (',
                concat_ws(', ', ranked.person_id, nullif(ranked.place, ''), round(ranked.share, 2)),
                ')'
            ),
            '; ' order by ranked.place_number
        ) as runner_up
    from decided
    inner join ranked
        on
            decided.position = ranked.position
            and ranked.place_number <= 4
            and (ranked.place_number > 1 or decided.tier in ('possible', 'none'))
            and ranked.weight > -12
    group by decided.position
)

select
    decided.position,
    if(decided.tier in ('certain', 'probable'), decided.person_id, null) as entity_id,
    if(decided.tier in ('certain', 'probable'), decided.person_name, null) as entity_name,
    if(decided.tier in ('certain', 'probable'), 'person', null) as entity_kind,
    decided.share as probability,
    decided.tier,
    case
        when decided.ruling = 'same' then 'human'
        when
            regexp_replace(upper(strip_accents(decided.asked_name)), '[^A-Z0-9]+', '', 'g')
            = regexp_replace(upper(strip_accents(decided.record_name)), '[^A-Z0-9]+', '', 'g')
            then 'exact_name'
        else 'similar_name'
    end as basis,
    case
        when decided.ruling = 'same' then 'judged the same by a person'
        else
            concat_ws(
                '; ',
                case
                    when decided.person_count > 1
                        then decided.person_count || ' people of the records may bear the name'
                end,
                case
                    when decided.is_alone then 'a name alone is no proof: no place, no employer'
                end,
                last_name.meaning || ' ' || printf('%+.1f', decided.last_weight),
                first_name.meaning || ' ' || printf('%+.1f', decided.first_weight),
                case
                    when decided.middle_level <> 'none'
                        then middle.meaning || ' ' || printf('%+.1f', decided.middle_weight)
                end,
                case
                    when decided.place_level <> 'unknown'
                        then place.meaning || ' ' || printf('%+.1f', decided.place_weight)
                end,
                case
                    when decided.employer_level <> 'one'
                        then employer.meaning || ' ' || printf('%+.1f', decided.employer_weight)
                end,
                rarity.meaning || ' ' || printf('%+.1f', decided.rarity_weight)
            )
    end as reasons,
    others.runner_up
from decided
left join others on decided.position = others.position
left join seeds.match_weight as last_name
    on last_name.comparison = 'person_last' and decided.last_level = last_name.level
left join seeds.match_weight as first_name
    on first_name.comparison = 'person_first' and decided.first_level = first_name.level
left join seeds.match_weight as middle
    on middle.comparison = 'person_middle' and decided.middle_level = middle.level
left join seeds.match_weight as place
    on place.comparison = 'person_place' and decided.place_level = place.level
left join seeds.match_weight as employer
    on employer.comparison = 'person_employer' and decided.employer_level = employer.level
left join seeds.match_weight as rarity
    on rarity.comparison = 'person_rarity' and decided.rarity_level = rarity.level
order by decided.position
