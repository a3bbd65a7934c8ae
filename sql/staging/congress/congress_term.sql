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
        unnest(terms) as stated
    from staging.congress_listing
),

placed as (
    select
        term.bioguide_id,
        term.listed_date,
        term.file_sha256,
        struct_extract(term.stated, 'chamber') as chamber,
        struct_extract(term.stated, 'start_date') as start_date,
        struct_extract(term.stated, 'end_date') as end_date,
        struct_extract(term.stated, 'state_code') as state_code,
        struct_extract(term.stated, 'district') as district,
        struct_extract(term.stated, 'party') as party
    from term
)

select
    concat_ws(':', 'congress:term', bioguide_id, chamber, start_date) as record_id,
    'https://bioguide.congress.gov/search/bio/' || bioguide_id as record_url,
    bioguide_id,
    chamber,
    start_date,
    end_date,
    state_code,
    party,
    case chamber
        when 'house' then 'H-' || state_code || '-' || lpad(district, 2, '0')
        when 'senate' then 'S-' || state_code
    end as seat_code,
    file_sha256
from placed
where start_date is not null
qualify
    row_number() over (
        partition by bioguide_id, chamber, start_date
        order by listed_date desc, file_sha256 desc
    ) = 1
