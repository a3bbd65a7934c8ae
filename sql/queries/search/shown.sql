-- title: What is found, each entity under the name that fits best
-- grain: one row per entity
with best as (
    select
        unnest($entities)::ubigint as entity_number,
        unnest($names)::ubigint as name_number,
        unnest($ranks) as class
)

select
    name.entity_kind,
    name.entity_id,
    name.shown_name,
    name.place,
    name.link_count,
    case
        when name.until_date is not null
            then
                'formerly ' || name.name || ' (in records '
                || coalesce('from ' || strftime(name.since_date, '%-d %B %Y') || ' ', '')
                || 'to ' || strftime(name.until_date, '%-d %B %Y') || ')'
        when
            regexp_replace(upper(name.shown_name), '[^\p{L}\p{N}]', '', 'g')
            <> regexp_replace(name.name, '[^\p{L}\p{N}]', '', 'g')
            then 'also written ' || name.name
        when best.class >= 400 then 'spelt much like it'
    end as said,
    best.entity_number
from best
inner join marts.search_name as name
    on best.entity_number = name.entity_number and best.name_number = name.name_number
order by best.class asc, name.link_count desc, length(name.name) asc, name.entity_id asc
