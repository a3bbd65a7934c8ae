-- title: How many contributions were made on each day, whoever gave
-- grain: one row per day
-- key: day
-- note: the calendar of elections and reports, which a placebo keeps
select
    transaction_date as day,
    count(*) as gift_count
from entities.contribution
where who_gave_usd > 0 and transaction_date is not null
group by transaction_date
