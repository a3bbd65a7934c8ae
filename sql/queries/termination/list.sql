-- title: Terminations
-- grain: one row per action that terminates or cancels an award
-- order: "date" desc nulls last, _record_id
-- note: Of the actions loaded. The type says "complete or partial" and not which: how it stands is
-- what later records state. A ceiling is a limit on orders and options: what of it ended is not
-- money saved.
-- empty: no action loaded terminates or cancels an award here.
select
    action_date as "date",
    termination as "what was done",
    state as "how it stands",
    piid as "contract number",
    recipient_name as "contractor",
    agency_name as "agency",
    obligated_before_usd as "obligated before USD",
    obligated_after_usd as "obligated since and before USD",
    taken_back_usd as "taken back USD",
    ceiling_before_usd as "ceiling before, not spending USD",
    ceiling_ended_usd as "ceiling that ended, not spending USD",
    case when state = 'ended' then end_date end as "ended on",
    state_reason as "because",
    modification_number as "modification",
    record_url as "open",
    record_id as _record_id,
    award_key as _award_key,
    organization_id as _organization_id,
    agency_id as _agency_id
from marts.termination
where
    ($agency_id::varchar is null or agency_id = $agency_id)
    and ($organization_id::varchar is null or organization_id = $organization_id)
