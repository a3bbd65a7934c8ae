-- title: What speaks against each indicator's flags
-- grain: one row per indicator
select
    code,
    innocent
from marts.indicator
