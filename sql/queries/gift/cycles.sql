-- title: The same by cycle
-- grain: one row per cycle
-- given: chosen
-- order: "cycle"
-- note: A cycle is two years, named by the second; it is that of the file that holds the record.
select
    gift.cycle as "cycle",
    sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(distinct gift.giver_id) as "givers",
    count(distinct gift.recipient_id) as "receivers",
    count(*) as "records",
    min(gift.gift_date) as "first",
    max(gift.gift_date) as "last"
from marts.gift as gift
where gift.rowid in (select chosen.gift_row from chosen)
group by gift.cycle
