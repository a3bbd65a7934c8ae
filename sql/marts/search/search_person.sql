-- title: What contributors said of themselves: employers, occupations and places
-- grain: one row per person who gave
-- key: entity_id
-- note: as reported, the last stated first; three of each are shown, and all can be searched. Gifts
-- and their span are those of marts.who_gave
-- column entity_number: 64 bits of the entity's md5; the table is sorted by it
-- column employers: the last three employers named; null where none is
-- column occupations: the last three occupations named; null where none is
-- column places: the last three cities, each with its state; null where none is stated
-- column gift_count: rows of gifts and refunds
-- column first_date: of the first of them
-- column last_date: of the last of them
-- column fact_text: the words of all of these and the states' names, each between spaces
with stated as (
    select
        contributor.entity_id,
        nullif(trim(upper(gift.employer)), '') as employer,
        nullif(trim(upper(gift.occupation)), '') as occupation,
        nullif(concat_ws(', ', trim(upper(gift.city_name)), gift.state_code), '') as place,
        state.state,
        max(gift.transaction_date) as seen_date
    from entities.contribution as gift
    inner join entities.contributor as contributor
        on gift.contributor_key = contributor.contributor_key
    left join seeds.state as state on gift.state_code = state.state_code
    where gift.is_named_giver and contributor.is_person
    group by all
),

facts as (
    select
        entity_id,
        'employer' as kind,
        employer as fact,
        seen_date
    from stated
    union all
    select
        entity_id,
        'occupation' as kind,
        occupation as fact,
        seen_date
    from stated
    union all
    select
        entity_id,
        'place' as kind,
        place as fact,
        seen_date
    from stated
    union all
    select
        entity_id,
        'state' as kind,
        upper(state) as fact,
        seen_date
    from stated
),

once as (
    select
        entity_id,
        kind,
        fact,
        row_number() over (
            partition by entity_id, kind order by max(seen_date) desc nulls last, fact asc
        ) as place
    from facts
    where fact is not null
    group by entity_id, kind, fact
),

described as (
    select
        entity_id,
        string_agg(fact, ' · ' order by place)
        filter (where kind = 'employer' and place <= 3) as employers,
        string_agg(fact, ' · ' order by place)
        filter (where kind = 'occupation' and place <= 3) as occupations,
        string_agg(fact, ' · ' order by place)
        filter (where kind = 'place' and place <= 3) as places,
        ' ' || trim(
            regexp_replace(
                regexp_replace(
                    strip_accents(string_agg(fact, ' ' order by kind, place)),
                    '[''’‘`]', '', 'g'
                ),
                '[^\p{L}\p{N}]+', ' ', 'g'
            )
        ) || ' ' as fact_text
    from once
    group by entity_id
),

given as (
    select
        entity_id,
        sum(record_count)::bigint as gift_count,
        min(first_date) as first_date,
        max(last_date) as last_date
    from marts.who_gave
    group by entity_id
)

select
    md5_number_lower(described.entity_id) as entity_number,
    described.entity_id,
    described.employers,
    described.occupations,
    described.places,
    coalesce(given.gift_count, 0) as gift_count,
    given.first_date,
    given.last_date,
    described.fact_text
from described
left join given on described.entity_id = given.entity_id
order by entity_number, described.entity_id
