-- title: How many gifts were made on each day
-- grain: one row per day
select
    day,
    gift_count
from measures.gift_calendar
order by day
