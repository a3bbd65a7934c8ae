-- title: Received from people and funds tied to contractors
-- grain: one row per contractor, role and receiver
-- order: "less refunds USD" desc, "contractor", "role of the givers", _recipient_id,
-- _organization_id
-- note: Each gift is its giver's own; roles are never added up to a sum of the contractor. A tie
-- that rests on names may be wrong: its least probability stands beside it.
select
    coalesce(firm.name, 'a registration whose name is not in the records loaded') as "contractor",
    gift.role_title as "role of the givers",
    gift.recipient_name as "received by",
    sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(distinct gift.giver_id) as "givers",
    sum(gift.record_count)::bigint as "records",
    min(gift.first_date) as "first",
    max(gift.last_date) as "last",
    min(gift.lowest_score) as "least sure tie %",
    gift.organization_id as _organization_id,
    any_value(gift.role_code) as _role,
    gift.recipient_id as _recipient_id
from marts.contractor_gift as gift
left join marts.firm as firm on gift.organization_id = firm.firm_id
where
    gift.recipient_number in (select md5_number_lower(unnest($committee_ids)))
    and gift.recipient_id in (select unnest($committee_ids))
group by
    firm.name, gift.role_title, gift.recipient_name, gift.organization_id, gift.recipient_id
