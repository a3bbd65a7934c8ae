-- title: What is found, each entity under its best name, the likeliest of each kind first
-- grain: one row per entity, at most so many of a kind
-- given: named
-- note: names of these words alone, then those that begin with them, that have every word
-- or have them as beginnings, and the nearest spellings (400 and more); within these the best
-- connected. Of each kind $shown rows after the first $after, and how many there are; near
-- spellings are counted for themselves
with classed as (
    select
        entity_number,
        name_number,
        link_count,
        name_length,
        search_kind,
        case
            when way = 2 then 400 + edits * 2 + (not is_beginning)::integer
            when way = 0 and word_count = $count then 0
            when way = 0 and is_beginning then 100
            else 200 + way * 100
        end as class
    from named
),

best as (
    select
        entity_number,
        min(class) as class,
        arg_min(name_number, (class, name_length, name_number)) as name_number,
        arg_min(name_length, (class, name_length, name_number)) as name_length,
        any_value(link_count) as link_count,
        any_value(search_kind) as search_kind
    from classed
    group by entity_number
),

placed as (
    select
        *,
        case when class >= 400 then 'like' else search_kind end as group_kind,
        count(*) over (partition by case when class >= 400 then 'like' else search_kind end)
            as group_count,
        row_number() over (
            partition by case when class >= 400 then 'like' else search_kind end
            order by class asc, link_count desc, name_length asc, entity_number asc
        ) as group_place
    from best
    where $kind is null or case when class >= 400 then 'like' else search_kind end = $kind
)

select
    entity_number,
    name_number,
    class,
    group_kind,
    group_count,
    link_count,
    name_length
from placed
where group_place > $after and group_place <= $after + $shown
order by class asc, link_count desc, name_length asc, entity_number asc
