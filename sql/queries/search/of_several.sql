-- title: Names that hold every word asked
-- grain: one row per name
-- given: touched
-- note: a name may hold several words that one typed word means: the best of them counts
with complete as (
    select name_number
    from touched
    group by name_number
    having bit_count(bit_or(1::bigint << asked_position)) = $count
),

best as (
    select
        name_number,
        min(cost) as cost,
        any_value(entity_number) as entity_number,
        any_value(link_count) as link_count,
        any_value(word_count) as word_count,
        any_value(name_length) as name_length,
        any_value(search_kind) as search_kind
    from touched
    where name_number in (select complete.name_number from complete)
    group by name_number, asked_position
)

select
    name_number,
    any_value(entity_number) as entity_number,
    any_value(link_count) as link_count,
    any_value(word_count) as word_count,
    any_value(name_length) as name_length,
    any_value(search_kind) as search_kind,
    max(cost // 100) as way,
    sum(cost // 10 % 10)::bigint as edits,
    max(cost % 10) = 0 as is_beginning
from best
group by name_number
