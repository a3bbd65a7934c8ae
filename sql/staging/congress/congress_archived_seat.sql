-- title: Seats on congressional committees in GovTrack's archive, one file for a Congress
-- grain: one row per committee, member, Congress and day
-- key: record_id
-- note: the file names members by their GovTrack number; one whom no file of members has is left
-- out
-- column seen_date: the day of the file, at the latest the last of the Congress; null where unknown
with bridge as (
    select
        govtrack_id,
        min(bioguide_id) as bioguide_id,
        arg_max(member_name, (listed_date, file_sha256)) as member_name
    from staging.congress_listing
    where govtrack_id is not null
    group by govtrack_id
)

select
    concat_ws(
        ':', 'congress:archived', snapshot.congress, seat.committee_code, bridge.bioguide_id,
        snapshot.seen_date
    ) as record_id,
    'https://github.com/govtrack/historical-committee-membership' as record_url,
    seat.committee_code,
    seat.parent_code,
    seat.chamber,
    seat.committee_name,
    bridge.bioguide_id,
    bridge.member_name,
    snapshot.congress,
    snapshot.seen_date,
    seat.title,
    seat.problems,
    seat.file_sha256
from lake.congress_archived_seat as seat
inner join staging.congress_snapshot as snapshot on seat.file_sha256 = snapshot.file_sha256
inner join bridge on seat.govtrack_id = bridge.govtrack_id
qualify row_number() over (
    partition by
        snapshot.congress, seat.committee_code, bridge.bioguide_id, snapshot.seen_date
    order by seat.file_sha256 desc, seat.title asc nulls last
) = 1
