-- title: Independent expenditures, as the FEC's API gives them (Schedule E)
-- grain: one row per SUB_ID, from the newest file that holds it
-- key: record_id
-- note: 24-hour notices repeat on the periodic report; nothing is summed here
-- column record_id: fec: and the publisher's SUB_ID
-- column support_oppose_code: S supports, O opposes the candidate
-- column is_notice: a 24- or 48-hour notice
-- column problems: published values that did not convert, with their raw text
select
    'fec:' || filed.sub_id as record_id,
    coalesce(
        nullif(trim(filed.record_url), ''),
        'https://docquery.fec.gov/cgi-bin/fecimg/?' || filed.image_number
    ) as record_url,
    nullif(trim(filed.filer_committee_id), '') as filer_committee_id,
    nullif(trim(filed.amendment_code), '') as amendment_code,
    nullif(trim(filed.report_type_code), '') as report_type_code,
    nullif(trim(filed.filing_form), '') as filing_form,
    nullif(trim(filed.line_number), '') as line_number,
    nullif(trim(filed.image_number), '') as image_number,
    nullif(trim(filed.transaction_id), '') as transaction_id,
    nullif(trim(filed.back_reference_transaction_id), '') as back_reference_transaction_id,
    nullif(trim(filed.file_number), '') as file_number,
    nullif(trim(filed.payee_name), '') as payee_name,
    filed.transaction_date,
    filed.dissemination_date,
    filed.amount_usd,
    nullif(trim(filed.support_oppose_code), '') as support_oppose_code,
    nullif(trim(filed.candidate_id), '') as candidate_id,
    nullif(trim(filed.candidate_name), '') as candidate_name,
    nullif(trim(filed.expenditure_description), '') as expenditure_description,
    filed.is_notice,
    filed.report_year::integer as report_year,
    nullif(trim(filed.memo_code), '') as memo_code,
    nullif(trim(filed.memo_text), '') as memo_text,
    filed.sub_id,
    filed.problems,
    filed.file_sha256
from lake.fec_api_schedule_e as filed
left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
qualify row_number() over (
    partition by filed.sub_id
    order by recency.recency_rank desc nulls last
) = 1
