-- title: Committees (FEC cm)
-- grain: one row per committee_id and cycle, from the newest file that holds it
-- key: record_id
select
    'fec:cm:' || filed.committee_id || ':' || filed.cycle as record_id,
    'https://www.fec.gov/data/committee/'
    || filed.committee_id
    || '/?cycle='
    || filed.cycle as record_url,
    filed.committee_id,
    nullif(trim(filed.committee_name), '') as committee_name,
    nullif(trim(filed.treasurer_name), '') as treasurer_name,
    nullif(trim(filed.city_name), '') as city_name,
    nullif(trim(filed.state_code), '') as state_code,
    nullif(trim(filed.designation_code), '') as designation_code,
    nullif(trim(filed.committee_type_code), '') as committee_type_code,
    nullif(trim(filed.party_code), '') as party_code,
    nullif(trim(filed.organization_type_code), '') as organization_type_code,
    nullif(trim(filed.connected_organization_name), '') as connected_organization_name,
    nullif(trim(filed.candidate_id), '') as candidate_id,
    filed.cycle,
    filed.problems,
    filed.file_sha256
from lake.fec_cm as filed
left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
qualify row_number() over (
    partition by filed.committee_id, filed.cycle
    order by recency.recency_rank desc nulls last
) = 1
