-- title: Candidates (FEC cn)
-- grain: one row per candidate_id and cycle, from the newest file that holds it
-- key: record_id
with files as (
    select distinct
        file_sha256,
        published_date
    from lake.load
    where table_name = 'fec_cn'
)

select
    'fec:cn:' || filed.candidate_id || ':' || filed.cycle as record_id,
    'https://www.fec.gov/data/candidate/'
    || filed.candidate_id
    || '/?cycle='
    || filed.cycle as record_url,
    filed.candidate_id,
    nullif(trim(filed.candidate_name), '') as candidate_name,
    nullif(trim(filed.party_code), '') as party_code,
    filed.election_year,
    nullif(trim(filed.office_state_code), '') as office_state_code,
    nullif(trim(filed.office_code), '') as office_code,
    nullif(trim(filed.office_district_code), '') as office_district_code,
    nullif(trim(filed.incumbency_code), '') as incumbency_code,
    nullif(trim(filed.status_code), '') as status_code,
    nullif(trim(filed.principal_committee_id), '') as principal_committee_id,
    filed.cycle,
    filed.problems,
    filed.file_sha256
from lake.fec_cn as filed
left join files on filed.file_sha256 = files.file_sha256
qualify row_number() over (
    partition by filed.candidate_id, filed.cycle
    order by files.published_date desc nulls last, filed.file_sha256 desc
) = 1
