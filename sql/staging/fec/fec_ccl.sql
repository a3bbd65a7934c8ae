-- title: Committees authorized by candidates (FEC ccl)
-- grain: one row per linkage_id and cycle, from the newest snapshot of the cycle
-- key: record_id
-- note: a file that a newer snapshot of its cycle has replaced holds no longer
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
left join staging.register_file as register
    on
        register.table_name = 'fec_ccl'
        and filed.cycle = register.cycle
        and filed.file_sha256 = register.file_sha256
where not coalesce(register.is_replaced, false)
qualify row_number() over (
    partition by filed.linkage_id, filed.cycle
    order by register.recency_rank desc nulls last, filed.file_sha256 desc
) = 1
