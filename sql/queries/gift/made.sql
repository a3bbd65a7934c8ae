-- title: Gifts, one by one
-- grain: one row per record
-- given: chosen
-- order: "date" desc nulls last, _record_id
-- note: Each as its own report has it, each dollar once; a refund or correction is below zero, and
-- a memo row is in no sum.
-- empty: no gift in this name is in the records loaded.
select
    coalesce(receiver.name, 'a committee that the record does not name') as "to",
    gift.amount_usd as "USD",
    gift.memo_usd as "memo, in no sum USD",
    gift.gift_date as "date",
    gift.giver_name as "name as reported",
    gift.employer as "employer, as written",
    gift.occupation as "occupation, as written",
    gift.place as "place",
    gift.cycle as "cycle",
    -- said where a reader may wonder: a row below zero or in no sum
    case when gift.amount_usd < 0 or gift.amount_usd is null then gift.reason end
        as "why it is no plain gift",
    gift.record_url as "open",
    gift.record_id as _record_id,
    gift.recipient_id as _recipient_id
from marts.gift as gift
left join marts.entity as receiver on gift.recipient_id = receiver.entity_id
where gift.rowid in (select chosen.gift_row from chosen)
