-- title: A firm with and without what it owned
-- grain: one row; none where it owned nobody on the day of an action loaded
-- form: facts
select
    family.own_obligated_usd as "its own USD",
    family.owned_obligated_usd as "owned on the day USD",
    family.family_obligated_usd as "both USD",
    family.owned_firm_count as "firms owned",
    family.family_rank as "place among families"
from marts.family as family
where family.organization_id = $organization_id and family.owned_action_count > 0
