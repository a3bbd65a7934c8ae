-- title: An amount that a later action of the same award takes back
-- grain: one row per action of which one later action takes back the amount or nearly all of it
-- key: mark_id
-- params: mark_taken_least_usd=25000
with marked as (
    select *
    from measures.taken_back
    where
        reversal_record_id is not null
        and obligated_usd >= getvariable('mark_taken_least_usd')::decimal(18, 2)
)

select
    md5(concat_ws('|', 'taken_back', record_id)) as mark_id,
    'taken_back' as code,
    'award:' || award_key as subject_id,
    award_key,
    record_id,
    'federal_action_obligation' as field,
    obligated_usd::varchar as published,
    obligated_usd as amount_usd,
    'obligated ' || obligated_usd || ' USD on ' || action_date || '; the action of '
    || reversal_date || ' took back ' || -reversal_usd || ' USD' as reason,
    reversal_date as since_date,
    reversal_record_id as since_record_id,
    null::date as until_date,
    [record_id, reversal_record_id] as record_ids
from marked
