-- title: Names that are found, the likeliest first
-- grain: one row per name, at most so many
-- given: named
-- note: names of these words alone, then those that begin with them, that have every word
-- or have them as beginnings, and the nearest spellings (400 and more); within these the best
-- connected
with classed as (
    select
        entity_number,
        name_number,
        link_count,
        name_length,
        case
            when way = 2 then 400 + edits * 2 + (not is_beginning)::integer
            when way = 0 and word_count = $count then 0
            when way = 0 and is_beginning then 100
            else 200 + way * 100
        end as class
    from named
)

select
    entity_number,
    name_number,
    class
from classed
order by class asc, link_count desc, name_length asc, entity_number asc, name_number asc
limit $names
