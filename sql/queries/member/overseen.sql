-- title: Agencies overseen, and money received then from people and funds tied to their contractors
-- grain: one row per agency, seat, role and receiver
-- order: "agency", "through", "role of the givers", "received by", _agency_id, _committee_id
select
    agency.name as "agency",
    money.congress_committee_name as "through",
    money.role_title as "role of the givers",
    money.committee_name as "received by",
    money.organization_count as "contractors",
    money.amount_usd as "less refunds USD",
    money.record_count as "records",
    money.first_date as "first",
    money.last_date as "last",
    money.seat_first_date as "known to sit there from",
    money.seat_last_date as "to",
    money.agency_id as _agency_id,
    money.committee_id as _committee_id,
    money.role_code as _role
from marts.overseer_money as money
left join marts.agency as agency on money.agency_id = agency.agency_id
where money.member_id = $person_id
