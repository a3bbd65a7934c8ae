-- title: Committees authorized by candidates (FEC ccl)
-- grain: one row per linkage_id and cycle, from the newest file that holds it
-- key: record_id
select
    'fec:ccl:' || filed.linkage_id || ':' || filed.cycle as record_id,
    'https://www.fec.gov/data/candidate/'
    || filed.candidate_id
    || '/?cycle='
    || filed.cycle as record_url,
    filed.linkage_id,
    filed.candidate_id,
    filed.committee_id,
    filed.candidate_election_year,
    filed.fec_election_year,
    nullif(trim(filed.committee_type_code), '') as committee_type_code,
    nullif(trim(filed.designation_code), '') as designation_code,
    filed.cycle,
    filed.problems,
    filed.file_sha256
from lake.fec_ccl as filed
left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
qualify row_number() over (
    partition by filed.linkage_id, filed.cycle
    order by recency.recency_rank desc nulls last
) = 1
