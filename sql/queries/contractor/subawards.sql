-- title: Sub-awards that it reported
-- grain: one row per sub-award
-- order: "date" desc, "record id"
-- note: As the prime contractor reported them: never added to an award, often late, and missing
-- below the reporting threshold.
select
    subcontractor_name as "who",
    action_date as "date",
    amount_usd as "USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    record_id as "record id",
    award_key as _award_key,
    subcontractor_id as _other_id
from marts.subaward
where organization_id = $organization_id
