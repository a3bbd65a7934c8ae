-- title: every flag is flagged, not flagged or not computable
-- grain: one row per flag of another state, or without its reason
select
    flag_id,
    state,
    reason
from indicators.flag
where state not in ('flagged', 'not_flagged', 'not_computable') or reason is null
