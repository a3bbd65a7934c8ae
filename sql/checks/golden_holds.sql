-- title: every known figure of a published file holds
-- grain: one row per figure that drifts
select
    golden_id,
    measure,
    expected,
    found
from marts.golden
where state = 'drifts'
