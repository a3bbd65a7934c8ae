-- title: How many rows changed how
-- grain: one row per what: new, changed or gone
-- given: pair
select
    what,
    count(*) as row_count
from pair
group by what
