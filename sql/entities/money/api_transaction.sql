-- title: Itemized transactions that only the FEC's API gave
-- grain: one row per SUB_ID that no bulk file holds
-- key: record_id
-- note: the columns of staging.fec_itcont in order, then what only the API says
-- column schedule_code: A receipts, B disbursements
-- column line_number: the line of the report, e.g. 11AI
-- column is_individual: the FEC site's own rule of what it shows; not used to count
with paid as (
    select schedule_b.*
    from staging.fec_api_schedule_b as schedule_b
    anti join staging.fec_api_schedule_a as schedule_a
        on schedule_b.record_id = schedule_a.record_id
),

scheduled as (
    select
        * exclude (is_individual, line_number),
        'A' as schedule_code,
        line_number,
        is_individual
    from staging.fec_api_schedule_a
    union all
    select
        * exclude (disbursement_description),
        'B' as schedule_code,
        null as line_number,
        null as is_individual
    from paid
)

select
    scheduled.record_id,
    scheduled.record_url,
    scheduled.filer_committee_id,
    scheduled.amendment_code,
    scheduled.report_type_code,
    scheduled.election_code,
    scheduled.image_number,
    scheduled.transaction_type_code,
    scheduled.entity_type_code,
    scheduled.name,
    scheduled.city_name,
    scheduled.state_code,
    scheduled.zip5_code,
    scheduled.employer,
    scheduled.occupation,
    scheduled.transaction_date,
    scheduled.amount_usd,
    scheduled.other_id,
    scheduled.candidate_id,
    scheduled.transaction_id,
    scheduled.file_number,
    scheduled.memo_code,
    scheduled.memo_text,
    scheduled.sub_id,
    scheduled.cycle,
    scheduled.problems,
    scheduled.file_sha256,
    scheduled.schedule_code,
    scheduled.line_number,
    scheduled.is_individual
from scheduled
anti join staging.fec_itcont as itcont on scheduled.record_id = itcont.record_id
anti join staging.fec_itoth as itoth on scheduled.record_id = itoth.record_id
anti join staging.fec_itpas2 as itpas2 on scheduled.record_id = itpas2.record_id
