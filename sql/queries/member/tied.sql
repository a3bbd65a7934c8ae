-- title: Received by the member's own committees, by contractor and role
-- grain: one row per contractor, role and receiver
-- order: "less refunds USD" desc, "contractor", "role of the givers", _gift_id
-- note: What a committee received in the cycles whose register says that it is the member's own.
-- Each gift is its giver's own; roles are never added up to a sum of the contractor. A tie that
-- rests on names may be wrong: its least probability stands beside it.
select
    coalesce(firm.name, 'a registration whose name is not in the records loaded') as "contractor",
    gift.role_title as "role of the givers",
    committee.name as "received by",
    gift.amount_usd as "less refunds USD",
    gift.giver_count as "givers",
    gift.record_count as "records",
    gift.first_date as "first",
    gift.last_date as "last",
    gift.lowest_score as "least sure tie %",
    gift.organization_id as _organization_id,
    gift.member_gift_id as _gift_id
from marts.member_gift as gift
left join marts.firm as firm on gift.organization_id = firm.firm_id
left join marts.entity as committee on gift.committee_id = committee.entity_id
where gift.person_id = $person_id
