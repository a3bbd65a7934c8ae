-- title: Of which days contributions are loaded
-- grain: one row
-- note: the newest and oldest days of gifts; years may be missing between them
select
    min(gift.gift_date) as first_date,
    max(gift.gift_date) as last_date,
    list_sort(list(distinct gift.cycle) filter (where gift.cycle is not null)) as cycles
from marts.gift as gift
