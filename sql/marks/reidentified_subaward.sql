-- title: A sub-award that may be an older one under a new report id
-- grain: one row per sub-award
-- key: mark_id
-- note: in March 2025 the reports moved from one system to another and every one of them got a new
-- id; the same prime award, subcontractor, number and day in two files, neither of which holds
-- both, with amounts that differ: whether it is one sub-award or two is not in the records. Equal
-- amounts are marked as likely duplicates
with listed as (
    select
        record_id,
        award_key,
        subcontractor_id,
        subaward_number,
        action_date,
        amount_usd,
        report_id,
        file_sha256
    from entities.subaward
    where
        subcontractor_id is not null
        and subaward_number is not null
        and action_date is not null
        and report_id is not null
        and file_sha256 is not null
),

met as (
    select
        award_key,
        subcontractor_id,
        subaward_number,
        action_date,
        min(record_id) as first_record_id,
        arg_min(amount_usd, record_id) as first_amount_usd
    from listed
    group by
        award_key,
        subcontractor_id,
        subaward_number,
        action_date
    having
        count(distinct report_id) > 1
        and count(distinct file_sha256) = count(*)
        and count(distinct amount_usd) = count(*)
),

marked as (
    select
        listed.*,
        met.first_record_id,
        met.first_amount_usd
    from listed
    inner join met
        on
            listed.award_key = met.award_key
            and listed.subcontractor_id = met.subcontractor_id
            and listed.subaward_number = met.subaward_number
            and listed.action_date = met.action_date
    where listed.record_id <> met.first_record_id
)

select
    md5(concat_ws('|', 'reidentified_subaward', record_id)) as mark_id,
    'reidentified_subaward' as code,
    'award:' || award_key as subject_id,
    award_key,
    record_id,
    'subaward_amount' as field,
    amount_usd::varchar as published,
    amount_usd,
    'number ' || subaward_number || ' of ' || action_date || ' stands under another report id in '
    || 'another file, with ' || first_amount_usd || ' USD instead of ' || amount_usd || ' USD'
        as reason,
    action_date as since_date,
    record_id as since_record_id,
    null::date as until_date,
    [first_record_id, record_id] as record_ids
from marked
