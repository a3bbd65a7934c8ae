-- title: Members of Congress with their seats and their campaign committees
-- grain: one row per person with a seat
-- key: person_id
-- column seat_ids: seats of a chamber, today's and earlier ones
-- column congress_committee_count: committees of Congress that the member sits or sat on
-- column committee_ids: FEC committees that the member has or had authorized, see
-- links.authorized_by for when
with seats as (
    select
        from_id as person_id,
        list_sort(list(distinct to_id) filter (where to_id like 'seat:%')) as seat_ids,
        count(distinct to_id) filter (where to_id like 'congress:%') as congress_committee_count
    from links.sits_on
    group by from_id
),

authorized as (
    select
        to_id as person_id,
        list_sort(list(distinct from_id)) as committee_ids
    from links.authorized_by
    group by to_id
)

select
    seats.person_id,
    person.name,
    person.place,
    person.summary,
    coalesce(seats.seat_ids, []::varchar[]) as seat_ids,
    seats.congress_committee_count,
    coalesce(authorized.committee_ids, []::varchar[]) as committee_ids
from seats
left join entities.entity as person on seats.person_id = person.entity_id
left join authorized on seats.person_id = authorized.person_id
