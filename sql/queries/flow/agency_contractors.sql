-- title: The agency and to whom it obligated
-- grain: one row per contractor
-- order: "USD" desc nulls last, _to_id
-- unknown: not loaded
-- note: Actions loaded. Ceilings are not spending.
select
    agency_name as "from",
    coalesce(recipient_name, organization_id) as "to",
    obligated_usd as "USD",
    coalesce(action_count, 0) as "records",
    agency_id as _from_id,
    organization_id as _to_id
from marts.agency_contractor
where agency_id = $agency_id
