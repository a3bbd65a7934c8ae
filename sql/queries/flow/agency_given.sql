-- title: Who gave, by role, to the committees of members who oversaw the agency
-- grain: one row per role and receiver
-- order: _rank, "USD" desc, _from_id, _to_id
-- note: each gift once, whoever's committees oversee
with gift as (
    select
        role_code,
        role_title,
        role_rank,
        committee_id,
        committee_name,
        member_id,
        max(amount_usd) as amount_usd,
        max(record_count) as record_count
    from marts.overseer_money
    where agency_id = $agency_id
    group by role_code, role_title, role_rank, committee_id, committee_name, member_id
)

select
    role_title as "from",
    committee_name as "to",
    sum(amount_usd)::decimal(18, 2) as "USD",
    sum(record_count)::bigint as "records",
    role_code as _from_id,
    committee_id as _to_id,
    role_rank as _rank
from gift
group by role_title, committee_name, role_code, committee_id, role_rank
