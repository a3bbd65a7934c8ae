-- title: Candidates (FEC cn)
-- grain: one row per candidate_id and cycle, from the newest snapshot of the cycle
-- key: record_id
-- note: a file that a newer snapshot of its cycle has replaced holds no longer
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
left join staging.register_file as register
    on
        register.table_name = 'fec_cn'
        and filed.cycle = register.cycle
        and filed.file_sha256 = register.file_sha256
where not coalesce(register.is_replaced, false)
qualify row_number() over (
    partition by filed.candidate_id, filed.cycle
    order by register.recency_rank desc nulls last, filed.file_sha256 desc
) = 1
