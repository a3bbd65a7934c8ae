-- title: Terminations by month, agency and contractor
-- grain: one row per month, agency and contractor
-- order: "month" desc nulls last, "agency", "contractor", _organization_id, _agency_id
-- note: Obligations and ceilings are each award's once a month, as its last termination then has
-- them. What was of a part, rescinded or repeated is counted apart; its ceiling is in no sum.
-- empty: no action loaded terminates or cancels an award here.
with last_of_month as (
    select
        *,
        row_number() over (
            partition by award_key, month order by action_date desc, record_id desc
        ) = 1 as is_last
    from marts.termination
    where
        ($agency_id::varchar is null or agency_id = $agency_id)
        and ($organization_id::varchar is null or organization_id = $organization_id)
)

select
    month as "month",
    agency_name as "agency",
    recipient_name as "contractor",
    count(distinct award_key) as "awards",
    count(*) filter (where state = 'ended') as "ended",
    count(*) filter (where state <> 'ended') as "in part, rescinded or repeated",
    sum(obligated_before_usd) filter (where is_last) as "obligated before USD",
    sum(obligated_after_usd) filter (where is_last) as "obligated since and before USD",
    sum(taken_back_usd) filter (where is_last) as "taken back USD",
    sum(ceiling_ended_usd) filter (where is_last) as "ceiling that ended, not spending USD",
    organization_id as _organization_id,
    agency_id as _agency_id
from last_of_month
group by month, agency_name, recipient_name, organization_id, agency_id
