-- title: Who received it, by role
-- grain: one row per recipient and role
-- order: "less refunds USD" desc, "received by", "role of the givers", _recipient_id
-- most: 60
-- note: Each gift is its giver's own; roles are never added up to a sum of the contractor.
-- Receivers are committees; givers are not ranked.
-- empty: no gift of its people or its fund is in the records loaded.
select
    recipient_name as "received by",
    role_title as "role of the givers",
    sum(amount_usd)::decimal(18, 2) as "less refunds USD",
    count(distinct giver_id) as "givers",
    sum(record_count)::bigint as "records",
    min(first_date) as "first",
    max(last_date) as "last",
    min(lowest_score) as "least sure tie %",
    recipient_id as _recipient_id,
    any_value(role_code) as _role,
    any_value(organization_id) as _organization_id
from marts.contractor_gift
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
group by recipient_name, role_title, recipient_id
