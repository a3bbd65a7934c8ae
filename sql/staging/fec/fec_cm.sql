-- title: Committees (FEC cm)
-- grain: one row per committee_id and cycle, from the newest snapshot of the cycle
-- key: record_id
-- note: a file that a newer snapshot of its cycle has replaced holds no longer
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
left join staging.register_file as register
    on
        register.table_name = 'fec_cm'
        and filed.cycle = register.cycle
        and filed.file_sha256 = register.file_sha256
where not coalesce(register.is_replaced, false)
qualify row_number() over (
    partition by filed.committee_id, filed.cycle
    order by register.recency_rank desc nulls last, filed.file_sha256 desc
) = 1
