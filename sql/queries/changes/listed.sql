-- title: The first changes of each kind by day, the newest first, then by key
-- grain: one row per change, at most so many of each what
-- given: pair
-- note: by day and key, so that nobody is ranked
select
    what,
    key,
    title,
    day::varchar as day,
    usd::varchar as usd,
    url,
    fields,
    file,
    code,
    ends
from pair
qualify row_number() over (partition by what order by day desc nulls last, key asc) <= $most
order by what = 'gone' asc, what asc, day desc nulls last, key asc
