-- title: Candidates (FEC cn)
-- grain: one row per candidate_id and cycle, from the newest file that holds it
-- key: record_id
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
left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
qualify row_number() over (
    partition by filed.candidate_id, filed.cycle
    order by recency.recency_rank desc nulls last
) = 1
