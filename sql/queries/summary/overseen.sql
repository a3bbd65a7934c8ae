-- title: How many members received while they oversaw an agency, and what
-- grain: one row
-- given: overseer
select
    count(distinct "_member_id") as member_count,
    sum("less refunds USD")::decimal(18, 2) as amount_usd,
    min("first") as first_date,
    max("last") as last_date
from overseer
