-- title: Members of Congress as each file lists them
-- grain: one row per file and member
-- key: file_sha256, bioguide_id
-- note: a member whom a file lists without a bioguide id is known by the GovTrack number, where
-- another file has both; one whom none knows is left out. A file whose name has no day is at least
-- as young as the newest term in it. Being listed says nothing of a day: files of December list the
-- members of the next Congress
-- column listed_date: the day of the file, or else of the newest term in it
-- column terms: in order of time
with dated as (
    select
        file_sha256,
        max(published_date) as published_date
    from lake.load
    where table_name = 'congress_legislator'
    group by file_sha256
),

youngest as (
    select
        file_sha256,
        max(terms[-1].start_date) as newest_start_date
    from lake.congress_legislator
    group by file_sha256
),

bridge as (
    select
        govtrack_id,
        max(bioguide_id) as bioguide_id
    from lake.congress_legislator
    where govtrack_id is not null and bioguide_id is not null
    group by govtrack_id
    having count(distinct bioguide_id) = 1
)

select
    member.file_sha256,
    coalesce(member.bioguide_id, bridge.bioguide_id) as bioguide_id,
    member.govtrack_id,
    member.official_name as member_name,
    member.fec_candidate_ids,
    member.terms,
    member.problems,
    coalesce(dated.published_date, youngest.newest_start_date) as listed_date
from lake.congress_legislator as member
left join bridge on member.govtrack_id = bridge.govtrack_id
left join dated on member.file_sha256 = dated.file_sha256
left join youngest on member.file_sha256 = youngest.file_sha256
where coalesce(member.bioguide_id, bridge.bioguide_id) is not null
qualify
    row_number() over (
        partition by member.file_sha256, coalesce(member.bioguide_id, bridge.bioguide_id)
        order by member.bioguide_id is null, member.terms[-1].start_date desc, member.govtrack_id
    ) = 1
