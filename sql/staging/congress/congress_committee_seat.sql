-- title: Seats on congressional committees, current when the file was published
-- grain: one row per committee and member
-- key: record_id
select
    'congress:seat:' || committee_code || ':' || bioguide_id as record_id,
    'https://bioguide.congress.gov/search/bio/' || bioguide_id as record_url,
    committee_code,
    bioguide_id,
    member_name,
    party_side,
    title,
    problems,
    file_sha256
from lake.congress_committee_seat
qualify row_number() over (
    partition by committee_code, bioguide_id
    order by file_sha256 desc
) = 1
