-- title: Days on which a file shows a member on a committee of Congress
-- grain: one row per member, committee and day
-- key: sighting_id
-- note: a day on which the member was in no term of the committee's chamber shows no seat, where
-- terms of the member in that chamber are loaded and the day is not after the last file that lists
-- the member: files of committees lag behind, or run ahead. Joint committees are of both chambers
-- column sighting_id: a hash of member, committee, Congress and day
-- column body_id: congress: and the committee's code
-- column congress: null where the day is not known, save in the archive, which names it
-- column seen_date: null where the day is not known
-- column service_date: the first day of the unbroken terms in which the day lies; null where no
-- term is loaded
with shown as (
    select
        record_id,
        bioguide_id,
        committee_code,
        congress,
        seen_date,
        title,
        1 as trust
    from staging.congress_committee_seat
    union all
    select
        record_id,
        bioguide_id,
        committee_code,
        congress,
        seen_date,
        title,
        0
    from staging.congress_archived_seat
),

seen as (
    select
        bioguide_id,
        committee_code,
        congress,
        seen_date,
        arg_max(title, (trust, record_id)) as title,
        list_sort(list(distinct record_id)) as record_ids
    from shown
    group by bioguide_id, committee_code, congress, seen_date
),

listed as (
    select
        bioguide_id,
        max(listed_date) as listed_date
    from staging.congress_listing
    group by bioguide_id
),

begun as (
    select
        bioguide_id,
        chamber,
        start_date,
        end_date,
        -- a term ends on the day on which the next begins, or on the day before
        coalesce(
            start_date > 1 + max(end_date) over (
                partition by bioguide_id, chamber
                order by start_date, end_date
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as is_start
    from staging.congress_term
),

numbered as (
    select
        *,
        count(*) filter (where is_start) over (
            partition by bioguide_id, chamber
            order by start_date, end_date
        ) as service_number
    from begun
),

service as (
    select
        bioguide_id,
        chamber,
        min(start_date) as first_date,
        max(end_date) as last_date
    from numbered
    group by bioguide_id, chamber, service_number
),

carried as (
    select
        body_id,
        congress,
        seen_date
    from entities.committee_roster
    where is_carried_over
),

placed as (
    select
        seen.*,
        case left(seen.committee_code, 1) when 'H' then 'house' when 'S' then 'senate' end
            as chamber,
        coalesce(seen.seen_date > listed.listed_date, true) as is_after_listing
    from seen
    left join listed on seen.bioguide_id = listed.bioguide_id
    anti join carried
        on
            'congress:' || seen.committee_code = carried.body_id
            and seen.congress = carried.congress
            and seen.seen_date = carried.seen_date
)

select
    md5(
        concat_ws(
            '|', placed.bioguide_id, placed.committee_code,
            coalesce(placed.congress::varchar, 'none'), placed.seen_date
        )
    ) as sighting_id,
    'bioguide:' || placed.bioguide_id as person_id,
    'congress:' || placed.committee_code as body_id,
    placed.congress,
    placed.seen_date,
    min(service.first_date) filter (
        where placed.seen_date between service.first_date and service.last_date
    ) as service_date,
    any_value(placed.title) as title,
    any_value(placed.record_ids) as record_ids
from placed
left join service
    on
        placed.bioguide_id = service.bioguide_id
        and (placed.chamber is null or placed.chamber = service.chamber)
group by placed.bioguide_id, placed.committee_code, placed.congress, placed.seen_date
having
    placed.seen_date is null
    or bool_or(placed.is_after_listing)
    or count(service.first_date) = 0
    or bool_or(placed.seen_date between service.first_date and service.last_date)
