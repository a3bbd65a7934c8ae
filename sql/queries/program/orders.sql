-- title: Orders under the vehicles
-- grain: one row per order that is loaded
-- order: "dollars USD" desc nulls last, _award_key
-- unknown: not loaded
-- note: Only orders that are loaded: others may stand with the publisher. Dollars are what the
-- order reports of itself, else the sum of the actions loaded.
-- empty: none under these vehicles is loaded. That is not that none was placed.
select
    coalesce(award.piid, award.award_key) as "order",
    vehicle.piid as "under",
    award.recipient_name as "holder",
    award.agency_name as "agency",
    triage.dollars_usd as "dollars USD",
    triage.competition as "competition",
    award.first_action_date as "signed",
    award.last_action_date as "last action",
    coalesce(award.marks, 'none') as "marked: hard to believe",
    award.award_key as _award_key,
    award.organization_id as _organization_id
from marts.award as award
inner join marts.award_triage as triage on award.award_key = triage.award_key
left join marts.award as vehicle on award.vehicle_key = vehicle.award_key
where award.vehicle_key in (select unnest($found_keys::varchar[]))
