-- title: Itemized receipts, as the FEC's API gives them (Schedule A)
-- grain: one row per SUB_ID, from the newest file that holds it
-- key: record_id
-- note: the columns of staging.fec_itcont in order, then is_individual and line_number
-- column is_individual: the FEC site's own rule of what it shows; not used to count
-- column line_number: the line of the report, e.g. 11AI; bulk files have none
-- column record_id: fec: and the publisher's SUB_ID, as in the bulk files
-- column zip5_code: first five digits only, as staging.fec_zip_repair reads them
-- column cycle: the two-year period of the report, not of the date
-- column problems: published values that did not convert or were repaired, with their raw text
select
    'fec:' || filed.sub_id as record_id,
    coalesce(
        nullif(trim(filed.record_url), ''),
        'https://docquery.fec.gov/cgi-bin/fecimg/?' || filed.image_number
    ) as record_url,
    nullif(trim(filed.filer_committee_id), '') as filer_committee_id,
    nullif(trim(filed.amendment_code), '') as amendment_code,
    nullif(trim(filed.report_type_code), '') as report_type_code,
    nullif(trim(filed.election_code), '') as election_code,
    nullif(trim(filed.image_number), '') as image_number,
    nullif(trim(filed.transaction_type_code), '') as transaction_type_code,
    nullif(trim(filed.entity_type_code), '') as entity_type_code,
    nullif(trim(filed.name), '') as name,
    nullif(trim(filed.city_name), '') as city_name,
    nullif(trim(filed.state_code), '') as state_code,
    case
        when repair.zip_code is not null then repair.zip5_code
        else left(nullif(trim(filed.zip_code), ''), 5)
    end as zip5_code,
    nullif(trim(filed.employer), '') as employer,
    nullif(trim(filed.occupation), '') as occupation,
    filed.transaction_date,
    filed.amount_usd,
    nullif(trim(filed.other_id), '') as other_id,
    nullif(trim(filed.candidate_id), '') as candidate_id,
    nullif(trim(filed.transaction_id), '') as transaction_id,
    nullif(trim(filed.file_number), '') as file_number,
    nullif(trim(filed.memo_code), '') as memo_code,
    nullif(trim(filed.memo_text), '') as memo_text,
    filed.sub_id,
    filed.cycle::integer as cycle,
    case
        when repair.zip_code is null then filed.problems
        else list_append(coalesce(filed.problems, []), repair.problem)
    end as problems,
    filed.file_sha256,
    filed.is_individual,
    nullif(trim(filed.line_number), '') as line_number
from lake.fec_api_schedule_a as filed
left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
left join staging.fec_zip_repair as repair
    on
        trim(filed.zip_code) = repair.zip_code
        and coalesce(trim(filed.state_code), '') = repair.state_code
qualify row_number() over (
    partition by filed.sub_id
    order by recency.recency_rank desc nulls last
) = 1
