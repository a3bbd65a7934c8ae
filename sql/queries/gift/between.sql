-- title: Gifts, one by one, with both sides
-- grain: one row per record
-- given: chosen
-- order: "date" nulls last, _record_id
-- note: Each as its own report has it, each dollar once; a refund or correction is below zero, and
-- a memo row is in no sum.
-- empty: no gift is among its records.
select
    coalesce(gift.giver_name, 'not named') as "giver",
    coalesce(receiver.name, 'a committee that the record does not name') as "received by",
    gift.amount_usd as "USD",
    gift.memo_usd as "memo, in no sum USD",
    gift.gift_date as "date",
    gift.employer as "employer, as written",
    gift.occupation as "occupation, as written",
    gift.place as "place",
    -- said where a reader may wonder: a row below zero or in no sum
    case when gift.amount_usd < 0 or gift.amount_usd is null then gift.reason end
        as "why it is no plain gift",
    gift.record_url as "open",
    gift.record_id as _record_id,
    gift.giver_id as _giver_id,
    gift.giver_kind as _giver_kind,
    gift.recipient_id as _recipient_id
from marts.gift as gift
left join marts.entity as receiver on gift.recipient_id = receiver.entity_id
where gift.rowid in (select chosen.gift_row from chosen)
