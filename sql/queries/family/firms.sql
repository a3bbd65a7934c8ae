-- title: Firms that it owned on the day of their actions
-- grain: one row per firm
-- order: "obligated while owned USD" desc nulls last, _owned_id
-- note: Only actions of days for which records state the owner: the firm's other actions are not
-- here.
select
    coalesce(entity.name, 'a registration whose name is not in the records loaded') as "firm",
    sum(owned.obligated_usd)::decimal(18, 2) as "obligated while owned USD",
    count(*) as "actions",
    min(owned.action_date) as "first",
    max(owned.action_date) as "last",
    count(*) filter (where owned.owner_from = 'action') as "actions that name the owner",
    min(owned.level_number) as "levels below",
    owned.organization_id as _owned_id,
    any_value(owned.owner_id) as _organization_id
from measures.owned_action as owned
left join marts.entity as entity on owned.organization_id = entity.entity_id
where
    owned.owner_number = md5_number_lower($organization_id)
    and owned.owner_id = $organization_id
group by owned.organization_id, entity.name
