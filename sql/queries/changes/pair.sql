-- title: Rows that differ, by their key: new, changed or gone
-- grain: one row per key
-- given: old_row new_row
-- note: told by what they are now, else by what they were; a row is told where it is, or was, of
-- the case and over the threshold
with joined as (
    select
        coalesce(new_row.key, old_row.key) as key,
        case
            when old_row.key is null then 'new'
            when new_row.key is null then 'gone'
            else 'changed'
        end as what,
        if(new_row.key is null, old_row.title, new_row.title) as title,
        if(new_row.key is null, old_row.day, new_row.day) as day,
        if(new_row.key is null, old_row.usd, new_row.usd) as usd,
        if(new_row.key is null, old_row.url, new_row.url) as url,
        if(new_row.key is null, old_row.file, new_row.file) as file,
        if(new_row.key is null, old_row.code, new_row.code) as code,
        list_distinct(coalesce(new_row.ends, []) || coalesce(old_row.ends, [])) as ends,
        list_zip(
            map_keys(new_row.said), map_values(old_row.said), map_values(new_row.said)
        ) as fields
    from new_row
    full outer join old_row on new_row.key = old_row.key
    where coalesce(new_row.is_told, false) or coalesce(old_row.is_told, false)
)

select
    key,
    what,
    title,
    day,
    usd,
    url,
    file,
    code,
    list_sort(list_filter(ends, lambda e: e is not null)) as ends,
    list_filter(fields, lambda f: f[2] is distinct from f[3]) as fields
from joined
