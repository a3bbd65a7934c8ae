-- title: The Congresses in whose days gifts tied to the firm are loaded
-- grain: one row per Congress
-- order: congress desc
-- note: a Congress is counted from 3 January of an odd year (20th Amendment), for two years; gifts
-- are known here by month, and January counts with the new one
with gift as (
    select distinct (year(month) - 1787) // 2 as congress
    from marts.contractor_month
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
        and lane <> 'obligated'
        and month is not null
)

select
    congress::integer as congress,
    make_date((1787 + 2 * congress)::integer, 1, 3) as first_date,
    make_date((1789 + 2 * congress)::integer, 1, 2) as until_date
from gift
