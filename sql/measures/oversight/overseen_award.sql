-- title: Days on which a member oversaw an agency while awards of it to a giver's organization ran
-- grain: one row per organization, member, agency, seat and award link
-- key: organization_id, agency_id, seat_link_id, award_link_id
-- note: the one rule of days of overseers, which loops, indicators and the tables of agencies and
-- members read: a gift to a member counts when it was made from the first day of the seat to the
-- last day of the seat on which an award of the agency to the organization ran or was acted on. So
-- the member sat on the body on the day of the gift, and on that day or later, still sitting, an
-- award ran. A seat without days holds on none; jurisdictions without days are the present ones
-- column body_id: the congressional committee
-- column first_date: the first day on which the seat is known to be held
-- column until_date: the last day of the seat on which an award of that link ran or was acted on
with received as (
    select distinct
        tied.organization_id,
        credited.member_id
    from measures.tied_gift as tied
    inner join measures.credited_committee as credited
        on
            tied.recipient_id = credited.committee_id
            and tied.cycle is not distinct from credited.cycle
),

overseer as (
    select
        seat.from_id as member_id,
        seat.to_id as body_id,
        body.to_id as agency_id,
        seat.link_id as seat_link_id,
        body.link_id as oversight_link_id,
        greatest(seat.first_date, body.first_date) as first_date,
        least(seat.last_date, body.last_date) as last_date
    from links.sits_on as seat
    inner join links.oversees as body on seat.to_id = body.from_id
    where seat.first_date is not null and seat.last_date is not null
)

select
    received.organization_id,
    overseer.member_id,
    overseer.body_id,
    overseer.agency_id,
    overseer.seat_link_id,
    overseer.oversight_link_id,
    run.link_id as award_link_id,
    overseer.first_date,
    max(least(run.last_date, overseer.last_date)) as until_date
from received
inner join overseer on received.member_id = overseer.member_id
inner join measures.award_run as run
    on
        received.organization_id = run.organization_id
        and overseer.agency_id = run.agency_id
        and overseer.first_date <= run.last_date
        and overseer.last_date >= run.first_date
where overseer.first_date <= overseer.last_date
group by
    received.organization_id, overseer.member_id, overseer.body_id, overseer.agency_id,
    overseer.seat_link_id, overseer.oversight_link_id, run.link_id, overseer.first_date
