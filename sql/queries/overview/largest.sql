-- title: The 25 largest contractors, with political money by role
-- grain: one row per contractor
-- order: "obligated USD" desc, _organization_id
-- note: Obligated: sum of the actions loaded, never a ceiling, as published; what is marked stands
-- beside it, and the sum without it. Money by role is never added up: a
-- gift is its giver's own, and empty means none in the records loaded.
-- empty: no contracts are loaded. Fetch and load some, then build again.
with largest as (
    select
        organization_id,
        name,
        obligated_usd,
        marks,
        unmarked_usd,
        award_count
    from marts.contractor
    where obligated_usd is not null
    order by obligated_usd desc, organization_id asc
    limit 25
),

money as (
    select
        organization_id,
        role_code,
        amount_usd
    from marts.contractor_money
    where organization_id in (select largest.organization_id from largest)
)

select
    largest.name as "contractor",
    largest.obligated_usd as "obligated USD",
    coalesce(largest.marks, 'none') as "marked: hard to believe",
    largest.unmarked_usd as "without marked USD",
    largest.award_count as "awards",
    max(money.amount_usd) filter (where money.role_code = 'contractor') as "contractor itself USD",
    max(money.amount_usd) filter (where money.role_code = 'pac') as "its committee (PAC) USD",
    max(money.amount_usd) filter (where money.role_code = 'founder_investor')
        as "founders, owners, investors USD",
    max(money.amount_usd) filter (where money.role_code = 'officer') as "officers USD",
    max(money.amount_usd) filter (where money.role_code = 'employee')
        as "named it as employer USD",
    largest.organization_id as _organization_id
from largest
left join money on largest.organization_id = money.organization_id
group by
    largest.organization_id,
    largest.name,
    largest.obligated_usd,
    largest.marks,
    largest.unmarked_usd,
    largest.award_count
