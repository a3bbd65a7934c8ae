-- title: A contractor's obligations to one agency in one fiscal year
-- grain: one row
select
    organization_id,
    recipient_name,
    agency_id,
    agency_name,
    fiscal_year,
    obligated_usd,
    marks,
    marked_usd,
    (obligated_usd - marked_usd)::decimal(18, 2) as unmarked_usd
from marts.obligation
where obligation_id = $obligation_id
