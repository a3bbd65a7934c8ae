-- title: Awards whose actions loaded do not cover their own total
-- grain: one row per award
-- order: abs("the award's own total USD") desc nulls last, _award_key
select
    piid as "contract number",
    obligated_usd as "actions loaded USD",
    reported_obligated_usd as "the award's own total USD",
    coverage_share as "coverage %",
    coverage_reason as "because",
    record_url as "open",
    award_key as _award_key
from marts.award
where organization_id = $organization_id and coverage_state = 'withheld'
