-- title: How the appearances of a name were put together to one person
-- grain: one row per person of the contributions loaded
-- key: person_id
-- note: rows lie in the order of person_number. An appearance is one writing of name, place and
-- employer; the rule stands in entities.person_cluster
-- column person_number: 64 bits of the person's md5: the row is found by it
-- column appearance_count: ways in which the records write the person
-- column least_probability: of each appearance the surest pair with another one, and of these the
-- least; null where there is one appearance, or a judgement alone joined them
-- column is_judged: whether a case or a judgement states who it is
-- column held_apart: why a likely appearance was left out; null where none was
with paired as (
    select
        left_key as record_key,
        right_key as other_key,
        probability
    from entities.person_match
    union all
    select
        right_key,
        left_key,
        probability
    from entities.person_match
),

surest as (
    select
        own.person_id,
        own.record_key,
        max(paired.probability) as probability
    from paired
    inner join entities.person_cluster as own on paired.record_key = own.record_key
    inner join entities.person_cluster as other
        on paired.other_key = other.record_key and own.person_id = other.person_id
    group by own.person_id, own.record_key
),

least as (
    select
        person_id,
        min(probability) as probability
    from surest
    group by person_id
)

select
    md5_number_lower(own.person_id) as person_number,
    own.person_id,
    count(*) as appearance_count,
    any_value(least.probability) as least_probability,
    bool_or(own.basis = 'human') as is_judged,
    min(own.held_apart) as held_apart
from entities.person_cluster as own
left join least on own.person_id = least.person_id
group by own.person_id
order by person_number, own.person_id
