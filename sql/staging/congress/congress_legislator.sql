-- title: Members of Congress
-- grain: one row per member
-- key: record_id
-- note: as the newest file lists them; the term is the last one
select
    'congress:member:' || bioguide_id as record_id,
    'https://bioguide.congress.gov/search/bio/' || bioguide_id as record_url,
    bioguide_id,
    member_name,
    fec_candidate_ids,
    terms[-1].chamber as chamber,
    terms[-1].state_code as state_code,
    terms[-1].district as district_code,
    terms[-1].party as party,
    terms[-1].start_date as term_start_date,
    terms[-1].end_date as term_end_date,
    problems,
    file_sha256
from staging.congress_listing
qualify row_number() over (
    partition by bioguide_id
    order by terms[-1].start_date desc, listed_date desc, file_sha256 desc
) = 1
