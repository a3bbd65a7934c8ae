-- title: Contributions by individuals, as filed (FEC itcont)
-- grain: one row per SUB_ID, from the newest file that holds it
-- key: record_id
-- column record_id: fec: and the publisher's SUB_ID
-- column filer_committee_id: the committee that filed the report (CMTE_ID)
-- column amendment_code: N new, A amended, T termination: of the report, not of the row
-- column transaction_type_code: the kind of receipt or disbursement (TRANSACTION_TP)
-- column name: the other side of the transaction as reported (NAME)
-- column zip5_code: first five digits only, as staging.fec_zip_repair reads them; street addresses
-- stay in the lake
-- column employer: as reported by the contributor; cut at 38 characters by the publisher
-- column transaction_date: null where blank or unreadable (see problems)
-- column amount_usd: as reported; refunds (22Y) are mostly written as positive numbers
-- column other_id: the other side's FEC id, where it has one
-- column memo_code: X marks a row that is by rule not part of totals
-- column cycle: the cycle of the file, not of the date
-- column problems: published values that did not convert or were repaired, with their raw text
with repeated as (
    select
        filed.sub_id,
        max(recency.recency_rank) as recency_rank
    from lake.fec_itcont as filed
    left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
    group by filed.sub_id
    having count(*) > 1
),

once as (
    select filed.*
    from lake.fec_itcont as filed
    anti join repeated on filed.sub_id = repeated.sub_id
),

-- only what repeats is sorted: whole rows are wide and a cycle has tens of millions
newest as (
    select filed.*
    from lake.fec_itcont as filed
    left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
    semi join repeated
        on
            filed.sub_id = repeated.sub_id
            and recency.recency_rank is not distinct from repeated.recency_rank
    qualify row_number() over (partition by filed.sub_id) = 1
),

filed as (
    select * from once
    union all
    select * from newest
)

select
    'fec:' || filed.sub_id as record_id,
    'https://docquery.fec.gov/cgi-bin/fecimg/?' || filed.image_number as record_url,
    filed.filer_committee_id,
    filed.amendment_code,
    filed.report_type_code,
    filed.election_code,
    filed.image_number,
    filed.transaction_type_code,
    filed.entity_type_code,
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
    null::varchar as candidate_id,
    filed.transaction_id,
    filed.file_number,
    nullif(trim(filed.memo_code), '') as memo_code,
    nullif(trim(filed.memo_text), '') as memo_text,
    filed.sub_id,
    filed.cycle,
    case
        when repair.zip_code is null then filed.problems
        else list_append(coalesce(filed.problems, []), repair.problem)
    end as problems,
    filed.file_sha256
from filed
left join staging.fec_zip_repair as repair
    on
        trim(filed.zip_code) = repair.zip_code
        and coalesce(trim(filed.state_code), '') = repair.state_code
