-- title: How many employers are tied to firms, and how many stay open
-- grain: one row per tier
select
    tier,
    name_count,
    contribution_count,
    amount_usd
from marts.resolution
order by contribution_count desc, tier asc
