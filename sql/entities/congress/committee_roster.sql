-- title: Days on which files list a committee of Congress
-- grain: one row per committee and day
-- key: body_id, congress, seen_date
-- params: carried_days=90 min_carried_members=5
-- note: a file of the first weeks of a Congress may still show the committee of the one before
-- (that of 2019-01-31 all of them, that of 2013-02-14 most): where at least min_carried_members are
-- listed and all of them sat on it on the last day loaded of the Congress before, the day shows
-- nothing. So a committee that has nobody new at all is known from a later day only
-- column body_id: congress: and the committee's code
-- column is_carried_over: the list is that of the Congress before
with listed as (
    select
        committee_code,
        bioguide_id,
        congress,
        seen_date
    from staging.congress_committee_seat
    where seen_date is not null
    union
    select
        committee_code,
        bioguide_id,
        congress,
        seen_date
    from staging.congress_archived_seat
    where seen_date is not null
),

closing as (
    select
        committee_code,
        congress,
        max(seen_date) as seen_date
    from listed
    group by committee_code, congress
),

closed as (
    select listed.*
    from listed
    semi join closing
        on
            listed.committee_code = closing.committee_code
            and listed.congress = closing.congress
            and listed.seen_date = closing.seen_date
),

compared as (
    select
        listed.committee_code,
        listed.congress,
        listed.seen_date,
        count(*) as member_count,
        count(closed.bioguide_id) as carried_count
    from listed
    left join closed
        on
            listed.committee_code = closed.committee_code
            and listed.bioguide_id = closed.bioguide_id
            and listed.congress = closed.congress + 1
    group by listed.committee_code, listed.congress, listed.seen_date
)

select
    'congress:' || committee_code as body_id,
    congress,
    seen_date,
    member_count,
    member_count = carried_count
    and member_count >= getvariable('min_carried_members')::integer
    and seen_date
    < make_date(1787 + 2 * congress, 1, 3) + getvariable('carried_days')::integer
        as is_carried_over
from compared
