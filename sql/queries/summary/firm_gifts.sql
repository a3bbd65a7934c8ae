-- title: What the fund and the people of a firm gave, by role, and to how many committees
-- grain: one row per role
-- order: role_rank
-- note: the sums are those of marts.contractor_money; roles are never added up
with receiver as (
    select
        role_code,
        count(distinct recipient_id) as receiver_count
    from marts.contractor_gift
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
    group by role_code
)

select
    money.role_code,
    money.role_rank,
    money.amount_usd,
    money.giver_count,
    receiver.receiver_count,
    money.first_date,
    money.last_date
from marts.contractor_money as money
inner join receiver on money.role_code = receiver.role_code
where money.organization_id = $organization_id
