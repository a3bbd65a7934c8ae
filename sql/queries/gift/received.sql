-- title: Gifts, one by one
-- grain: one row per record
-- given: chosen
-- order: "date" desc nulls last, _record_id
-- note: Each as its own report has it, each dollar once; a refund or correction is below zero, and
-- a memo row is in no sum. Sort and filter as you like: that somebody gave much or little says
-- nothing about them.
-- empty: no gift to it is in the records loaded.
select
    coalesce(gift.giver_name, 'not named') as "giver",
    gift.amount_usd as "USD",
    gift.memo_usd as "memo, in no sum USD",
    gift.gift_date as "date",
    gift.employer as "employer, as written",
    gift.occupation as "occupation, as written",
    gift.place as "place",
    gift.cycle as "cycle",
    -- said where a reader may wonder: a row below zero or in no sum
    case when gift.amount_usd < 0 or gift.amount_usd is null then gift.reason end
        as "why it is no plain gift",
    gift.record_url as "open",
    gift.record_id as _record_id,
    gift.giver_id as _giver_id,
    gift.giver_kind as _giver_kind
from marts.gift as gift
where gift.rowid in (select chosen.gift_row from chosen)
