-- title: What reached members while they oversaw the agency
-- grain: one row per role, receiver, member and committee of Congress
-- order: role_rank, committee_id, member_id, body_id
-- note: of people and funds tied to contractors of the agency, by marts.overseer_money. A gift to a
-- member on two committees stands with both, so sums of rows mean nothing
select
    money.role_code,
    money.role_rank,
    money.role_title,
    money.committee_id,
    money.committee_name,
    money.member_id,
    money.member_name,
    null::integer as congress,
    money.congress_committee_id as body_id,
    money.congress_committee_name as body_name,
    money.agency_id,
    coalesce(agency.name, money.agency_id) as agency_name,
    money.amount_usd,
    money.record_count as gift_count,
    money.first_date,
    money.last_date
from marts.overseer_money as money
left join marts.agency as agency on money.agency_id = agency.agency_id
where money.agency_id = $agency_id
