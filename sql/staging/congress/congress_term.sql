-- title: Terms of members of Congress
-- grain: one row per member, chamber and first day
-- key: record_id
-- note: the newest file that lists a term says when it ends: a later file shortens the term of a
-- member who left. A term whose last listing is older than its end may have ended earlier
-- column seat_code: H-<state>-<district> or S-<state>; null where the district is not stated
with term as (
    select
        bioguide_id,
        listed_date,
        file_sha256,
        unnest(terms) as term
    from staging.congress_listing
)

select
    concat_ws(':', 'congress:term', bioguide_id, term.chamber, term.start_date) as record_id,
    'https://bioguide.congress.gov/search/bio/' || bioguide_id as record_url,
    bioguide_id,
    term.chamber as chamber,
    term.start_date as start_date,
    term.end_date as end_date,
    term.state_code as state_code,
    term.party as party,
    case term.chamber
        when 'house' then 'H-' || term.state_code || '-' || lpad(term.district, 2, '0')
        when 'senate' then 'S-' || term.state_code
    end as seat_code,
    file_sha256
from term
where term.start_date is not null
qualify
    row_number() over (
        partition by bioguide_id, term.chamber, term.start_date
        order by listed_date desc, file_sha256 desc
    ) = 1
