-- title: Of how many firms gifts are loaded, by role, and of which days
-- grain: one row per role
-- order: role_rank
-- note: a role without a row of a firm has no gift in the records loaded, which is not that none
-- was made
select
    role.role_code,
    role.title,
    role.role_rank::integer as role_rank,
    count(money.organization_id) as firm_count,
    min(money.first_date) as first_date,
    max(money.last_date) as last_date
from seeds.tie_role as role
left join marts.contractor_money as money on role.role_code = money.role_code
group by role.role_code, role.title, role.role_rank
