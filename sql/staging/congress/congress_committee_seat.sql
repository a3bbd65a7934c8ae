-- title: Seats on congressional committees, as each file of a day shows them
-- grain: one row per committee, member and day
-- key: record_id
-- note: a file without a day is kept and shows no day
-- column congress: null where the day is not known
-- column seen_date: the day that the file shows; null where it is not known
select
    'congress:seat:' || seat.committee_code || ':' || seat.bioguide_id
    || coalesce(':' || snapshot.seen_date, '') as record_id,
    'https://bioguide.congress.gov/search/bio/' || seat.bioguide_id as record_url,
    seat.committee_code,
    seat.bioguide_id,
    snapshot.congress,
    snapshot.seen_date,
    seat.member_name,
    seat.party_side,
    seat.title,
    seat.problems,
    seat.file_sha256
from lake.congress_committee_seat as seat
inner join staging.congress_snapshot as snapshot on seat.file_sha256 = snapshot.file_sha256
where seat.bioguide_id is not null
qualify row_number() over (
    partition by seat.committee_code, seat.bioguide_id, snapshot.seen_date
    order by seat.file_sha256 desc, seat.title asc nulls last
) = 1
