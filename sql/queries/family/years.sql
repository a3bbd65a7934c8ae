-- title: Family of the day, by fiscal year
-- grain: one row per fiscal year
-- order: "fiscal year" desc nulls last
-- note: Actions loaded. What another firm was obligated counts here only where that firm was owned
-- on the day of the action; it is that firm's own sum too, so never add families to firms. Where
-- records name no owner for the day, or differ, nobody is one.
select
    fiscal_year as "fiscal year",
    own_obligated_usd as "its own USD",
    owned_obligated_usd as "owned on the day USD",
    family_obligated_usd as "both USD",
    own_action_count as "its own actions",
    owned_action_count as "actions of owned firms",
    owned_firm_count as "firms owned",
    organization_id as _organization_id
from marts.family_year
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
