-- title: Committees, as the FEC's API gives them
-- grain: one row per committee_id, from the newest file that holds it
-- key: record_id
-- column cycle: the last two-year period in which the committee was active
-- column candidate_id: the first of its candidates
select
    'fec:api_committee:' || filed.committee_id as record_id,
    'https://www.fec.gov/data/committee/' || filed.committee_id || '/' as record_url,
    filed.committee_id,
    nullif(trim(filed.committee_name), '') as committee_name,
    nullif(trim(filed.treasurer_name), '') as treasurer_name,
    nullif(trim(filed.state_code), '') as state_code,
    nullif(trim(filed.designation_code), '') as designation_code,
    nullif(trim(filed.committee_type_code), '') as committee_type_code,
    nullif(trim(filed.party_code), '') as party_code,
    nullif(trim(filed.filing_frequency_code), '') as filing_frequency_code,
    nullif(trim(filed.organization_type_code), '') as organization_type_code,
    nullif(trim(filed.connected_organization_name), '') as connected_organization_name,
    nullif(trim(filed.candidate_id), '') as candidate_id,
    filed.cycle::integer as cycle,
    filed.last_file_date,
    filed.problems,
    filed.file_sha256
from lake.fec_api_committee as filed
left join staging.file_recency as recency on filed.file_sha256 = recency.file_sha256
qualify row_number() over (
    partition by filed.committee_id
    order by recency.recency_rank desc nulls last
) = 1
