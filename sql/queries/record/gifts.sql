-- title: Gifts that add up to it
-- grain: one row per contractor, role, giver and receiver
-- given: chosen
-- order: "giver", "received by", _organization_id, _giver_id, _recipient_id
-- note: A gift is its giver's own. The tie says how the giver is bound to the contractor, and may
-- be wrong where it rests on names. Choose a row for its records.
select
    gift.giver_name as "giver",
    gift.recipient_name as "received by",
    gift.amount_usd as "less refunds USD",
    gift.refunded_usd as "given back USD",
    gift.record_count as "records",
    gift.first_date as "first",
    gift.last_date as "last",
    gift.lowest_score as "tie at least %",
    gift.organization_id as _organization_id,
    gift.role_code as _role,
    gift.giver_id as _giver_id,
    gift.recipient_id as _recipient_id
from marts.contractor_gift as gift
where gift.rowid in (select chosen.gift_row from chosen)
