-- title: Sub-awards
-- grain: one row per sub-award
-- order: "date" desc, "record id"
-- note: As the prime contractor reported them: never added to an award, often late, and missing
-- below the reporting threshold.
select
    subcontractor_name as "subcontractor",
    action_date as "date",
    amount_usd as "USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    record_id as "record id",
    subcontractor_id as _organization_id
from marts.subaward
where award_number = md5_number_lower($award_key) and award_key = $award_key
