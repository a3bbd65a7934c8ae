-- title: Givers by kind
-- grain: one row per kind of giver
-- given: chosen
-- order: _kind
select
    count(distinct gift.giver_id) as "givers",
    sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(*) as "records",
    coalesce(gift.giver_kind, 'unnamed') as _kind
from marts.gift as gift
where gift.rowid in (select chosen.gift_row from chosen)
group by coalesce(gift.giver_kind, 'unnamed')
