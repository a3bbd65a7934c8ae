-- title: What these gifts come to
-- grain: one row
-- given: chosen
-- note: refunds and corrections lower the sum; memo rows are in none
select
    sum(gift.amount_usd)::decimal(18, 2) as amount_usd,
    sum(gift.amount_usd) filter (where gift.amount_usd > 0)::decimal(18, 2) as given_usd,
    -sum(gift.amount_usd) filter (where gift.amount_usd < 0)::decimal(18, 2) as returned_usd,
    sum(gift.memo_usd)::decimal(18, 2) as memo_usd,
    count(*) as record_count,
    count(*) filter (where gift.amount_usd is not null) as counted_count,
    count(distinct gift.giver_id) as giver_count,
    count(distinct gift.giver_id) filter (where gift.giver_kind = 'person') as person_count,
    count(distinct gift.recipient_id) as recipient_count,
    min(gift.gift_date) as first_date,
    max(gift.gift_date) as last_date
from marts.gift as gift
where gift.rowid in (select chosen.gift_row from chosen)
having count(*) > 0
