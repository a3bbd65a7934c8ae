-- title: What each reason to count a row, or not, means
-- grain: one row per reason
select
    count_reason,
    description
from marts.money_reason
order by count_reason
