-- title: Received by kind of giver and cycle
-- grain: one row per cycle and kind of giver
-- given: chosen
-- order: "cycle", "giver is"
-- note: The gifts loaded, less what was given back, each dollar once. Gifts of 200 dollars or less
-- need not be reported one by one, and are in no row.
select
    gift.cycle as "cycle",
    case gift.giver_kind
        when 'person' then 'people'
        when 'organization' then 'firms and other organizations'
        when 'committee' then 'committees'
        else 'givers not named'
    end as "giver is",
    sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(*) as "records",
    count(distinct gift.giver_id) as "givers",
    coalesce(gift.giver_kind, 'unnamed') as _kind
from marts.gift as gift
where gift.rowid in (select chosen.gift_row from chosen)
group by gift.cycle, gift.giver_kind
