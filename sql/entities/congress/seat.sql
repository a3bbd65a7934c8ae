-- title: Seats of members in Congress and on its committees, each with its days
-- grain: one row per member, body and unbroken run of days
-- key: seat_id
-- note: a seat in a chamber holds within its terms. A committee seat holds between the first and
-- the last day of one Congress on which files show it, unless a file of a day between lists the
-- committee without the member; a file that does not list the committee at all says nothing of it.
-- One day alone is that day alone. Nothing holds from one Congress to the next, nor from one
-- service of a member to another. Statements of a case hold on their days, where both are stated;
-- runs that overlap are one. A seat without days holds on no day
-- column body_id: seat: and the chamber's seat, or congress: and the committee's code
-- column congress: of the first day, for committees; null where not known
-- column first_date: null where not known; the seat may have begun earlier, by basis_code
-- column last_date: null where not known; the seat may have lasted longer, by basis_code
-- column basis_code: from seeds.seat_basis; of several the first by its rank
-- column title: Chairman, Ranking Member, Ex Officio and the like; null for a member without one
-- column record_ids: the records that show it
with day as (
    select
        body_id,
        congress,
        seen_date,
        row_number() over (partition by body_id, congress order by seen_date) as day_number
    from entities.committee_roster
    where not is_carried_over
),

-- days that follow each other in the order of the committee's own days are one run
followed as (
    select
        sighting.*,
        day.day_number - row_number() over (
            partition by
                sighting.person_id, sighting.body_id, sighting.congress, sighting.service_date
            order by sighting.seen_date
        ) as run_number
    from entities.seat_sighting as sighting
    inner join day
        on
            sighting.body_id = day.body_id
            and sighting.congress = day.congress
            and sighting.seen_date = day.seen_date
),

run as (
    select
        person_id,
        body_id,
        congress,
        min(seen_date) as first_date,
        max(seen_date) as last_date,
        case when count(*) > 1 then 'between' else 'seen' end as basis_code,
        arg_max(title, seen_date) as title,
        list_sort(list_distinct(flatten(list(record_ids)))) as record_ids
    from followed
    group by person_id, body_id, congress, service_date, run_number
),

stated as (
    select
        coalesce('bioguide:' || bioguide_id, 'fec:' || candidate_id) as person_id,
        case body_kind when 'chamber' then 'seat:' else 'congress:' end || body_code as body_id,
        start_date as first_date,
        end_date as last_date,
        case when start_date is null or end_date is null then 'undated' else 'stated' end
            as basis_code,
        null::varchar as title,
        [record_id] as record_ids
    from staging.case_seat
    where coalesce(bioguide_id, candidate_id) is not null
    union all
    select
        'bioguide:' || bioguide_id,
        'seat:' || seat_code,
        start_date,
        end_date,
        case when end_date is null then 'undated' else 'term' end,
        null,
        [record_id]
    from staging.congress_term
    where seat_code is not null
    union all
    select
        person_id,
        body_id,
        first_date,
        last_date,
        basis_code,
        title,
        record_ids
    from run
    union all
    select
        person_id,
        body_id,
        null,
        null,
        'undated',
        title,
        record_ids
    from entities.seat_sighting
    where seen_date is null
),

begun as (
    select
        *,
        coalesce(
            first_date > max(last_date) over (
                partition by person_id, body_id, basis_code = 'undated'
                order by first_date, last_date, record_ids
                rows between unbounded preceding and 1 preceding
            ),
            first_date is not null
        ) as is_start
    from stated
    where first_date is null or last_date is null or first_date <= last_date
),

numbered as (
    select
        *,
        count(*) filter (where is_start) over (
            partition by person_id, body_id, basis_code = 'undated'
            order by first_date, last_date, record_ids
        ) as seat_number
    from begun
),

seat as (
    select
        numbered.person_id,
        numbered.body_id,
        numbered.basis_code = 'undated' as is_undated,
        min(numbered.first_date) as first_date,
        max(numbered.last_date) as last_date,
        arg_min(numbered.basis_code, basis.basis_rank) as basis_code,
        arg_max(numbered.title, (numbered.last_date, numbered.record_ids)) as title,
        list_sort(list_distinct(flatten(list(numbered.record_ids)))) as record_ids
    from numbered
    inner join seeds.seat_basis as basis on numbered.basis_code = basis.basis_code
    group by
        numbered.person_id, numbered.body_id, numbered.basis_code = 'undated',
        case when numbered.basis_code <> 'undated' then numbered.seat_number end
)

-- an undated statement keeps the day that it has, and holds on none
select
    md5(concat_ws('|', 'sits_on', person_id, body_id, case when not is_undated then first_date end))
        as seat_id,
    person_id,
    body_id,
    case
        when starts_with(body_id, 'congress:')
            then ((year(first_date - interval 2 day) - 1787) // 2)::integer
    end as congress,
    first_date,
    case when not is_undated then last_date end as last_date,
    basis_code,
    title,
    record_ids
from seat
