-- title: The sum of one role of a contractor's people, to everyone or to one receiver
-- grain: one row
select
    any_value(role_title) as title,
    sum(amount_usd)::decimal(18, 2) as amount_usd,
    any_value(recipient_name) as recipient_name,
    (
        select firm.name
        from marts.firm as firm
        where firm.firm_id = $organization_id
    ) as organization_name
from marts.contractor_gift
where
    organization_number = md5_number_lower($organization_id)
    and organization_id = $organization_id
    and role_code = $role
    and ($recipient_id is null or recipient_id = $recipient_id)
