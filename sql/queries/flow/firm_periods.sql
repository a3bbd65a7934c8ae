-- title: The Congresses in whose days gifts tied to the firm are loaded
-- grain: one row per Congress
-- order: congress desc
-- note: a Congress is counted from 3 January of an odd year (20th Amendment), for two years
with day as (
    select distinct (year(gift_date - 2) - 1787) // 2 as congress
    from measures.tied_gift
    where organization_id = $organization_id and gift_date is not null
)

select
    congress::integer as congress,
    make_date((1787 + 2 * congress)::integer, 1, 3) as first_date,
    make_date((1789 + 2 * congress)::integer, 1, 2) as until_date
from day
