-- title: Days of which seats on the committees of Congress are loaded
-- grain: one row per Congress
-- key: congress
-- note: from the first day on which files show committees of each chamber that they show at all in
-- that Congress, to the last. On other days nobody is known to sit or not to sit on a committee,
-- save where a case states it
-- column snapshot_count: days of which a file is loaded
with shown as (
    select
        congress,
        seen_date,
        left(committee_code, 1) as chamber
    from staging.congress_committee_seat
    where seen_date is not null
    union
    select
        congress,
        seen_date,
        left(committee_code, 1)
    from staging.congress_archived_seat
    where seen_date is not null
),

chamber as (
    select
        congress,
        chamber,
        min(seen_date) as first_date
    from shown
    where chamber in ('H', 'S')
    group by congress, chamber
),

begun as (
    select
        congress,
        max(first_date) as first_date
    from chamber
    group by congress
)

select
    shown.congress,
    coalesce(begun.first_date, min(shown.seen_date)) as first_date,
    max(shown.seen_date) as last_date,
    count(distinct shown.seen_date) as snapshot_count
from shown
left join begun on shown.congress = begun.congress
group by shown.congress, begun.first_date
