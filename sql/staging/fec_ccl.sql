-- title: Committees authorized by candidates (FEC ccl)
-- grain: one row per linkage_id and cycle, from the newest file that holds it
-- key: record_id
with files as (
    select distinct
        file_sha256,
        published_date
    from lake.load
    where table_name = 'fec_ccl'
)

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
left join files on filed.file_sha256 = files.file_sha256
qualify row_number() over (
    partition by filed.linkage_id, filed.cycle
    order by files.published_date desc nulls last, filed.file_sha256 desc
) = 1
