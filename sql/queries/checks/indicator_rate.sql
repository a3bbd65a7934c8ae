-- title: How often each indicator is flagged
-- grain: one row per indicator
select
    code,
    title,
    flagged_count,
    not_flagged_count,
    not_computable_count,
    flagged_share,
    is_too_common
from marts.indicator
order by code
