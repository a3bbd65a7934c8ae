-- title: Sub-awards that others reported to it
-- grain: one row per sub-award
-- order: "date" desc, "record id"
-- note: As the prime contractor reported them: never added to an award, often late, and missing
-- below the reporting threshold.
select
    organization_name as "who",
    action_date as "date",
    amount_usd as "USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    record_id as "record id",
    award_key as _award_key,
    organization_id as _other_id
from marts.subaward
where subcontractor_id = $organization_id
