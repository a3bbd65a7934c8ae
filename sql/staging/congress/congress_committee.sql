-- title: Congressional committees and subcommittees
-- grain: one row per committee code
-- key: record_id
select
    'congress:committee:' || committee_code as record_id,
    committee_url as record_url,
    committee_code,
    parent_code,
    chamber,
    committee_name,
    problems,
    file_sha256
from lake.congress_committee
qualify row_number() over (partition by committee_code order by file_sha256 desc) = 1
