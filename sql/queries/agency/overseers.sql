-- title: Overseers, and money received then from people and funds tied to the agency's contractors
-- grain: one row per member, seat, receiver and role
-- order: "member", "sits on", "received by", "role of the givers", _member_id, _committee_id
select
    member_name as "member",
    congress_committee_name as "sits on",
    committee_name as "received by",
    role_title as "role of the givers",
    organization_count as "contractors",
    amount_usd as "less refunds USD",
    record_count as "records",
    first_date as "first",
    last_date as "last",
    seat_first_date as "known to sit there from",
    seat_last_date as "to",
    member_id as _member_id,
    committee_id as _committee_id,
    role_code as _role
from marts.overseer_money
where agency_id = $agency_id
