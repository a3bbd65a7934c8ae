-- title: Money tied to an agency's contractors that members received while they oversaw the agency
-- grain: one row per agency, congressional committee, member, campaign committee and role
-- key: agency_id, congress_committee_id, member_id, committee_id, role_code
-- note: the gifts of measures.loop_way, by its rule of days, of any amount; a member on several
-- committees stands under each, so sums of rows mean nothing. Gifts on days of which no committee
-- seats are loaded (measures.seat_period) are not in it
-- column committee_id: the FEC committee that is the member's, by the register of the gift's cycle
-- column organization_count: contractors of the agency to which the givers are tied
-- column amount_usd: gifts less what was given back of them; each gift once
-- column record_count: gifts
-- column seat_first_date: first day on which the member is known to have sat there, of the seats in
-- which gifts were made
-- column seat_last_date: the last such day
with given as (
    select
        way.agency_id,
        way.body_id,
        way.member_id,
        way.committee_id,
        way.role_code,
        way.giver_id,
        way.seat_link_id,
        -- who names an employer is tied gift by gift, to one firm each; the gifts of a founder or
        -- officer of two firms are the same gifts
        case way.role_code when 'employee' then way.organization_id end as apart_id,
        max(way.amount_usd) as amount_usd,
        max(way.gift_count) as gift_count,
        min(way.first_gift_date) as first_date,
        max(way.last_gift_date) as last_date
    from measures.loop_way as way
    group by
        way.agency_id, way.body_id, way.member_id, way.committee_id, way.role_code, way.giver_id,
        way.seat_link_id, apart_id
),

tied as (
    select
        agency_id,
        body_id,
        member_id,
        committee_id,
        role_code,
        count(distinct organization_id) as organization_count
    from measures.loop_way
    group by agency_id, body_id, member_id, committee_id, role_code
),

summed as (
    select
        given.agency_id,
        given.body_id,
        given.member_id,
        given.committee_id,
        given.role_code,
        sum(given.amount_usd)::decimal(18, 2) as amount_usd,
        sum(given.gift_count)::bigint as record_count,
        min(given.first_date) as first_date,
        max(given.last_date) as last_date,
        min(seat.first_date) as seat_first_date,
        max(seat.last_date) as seat_last_date
    from given
    left join entities.seat as seat on given.seat_link_id = seat.seat_id
    group by
        given.agency_id, given.body_id, given.member_id, given.committee_id, given.role_code
)

select
    summed.agency_id,
    summed.body_id as congress_committee_id,
    body.name as congress_committee_name,
    summed.member_id,
    member.name as member_name,
    summed.committee_id,
    committee.name as committee_name,
    summed.role_code,
    role.role_rank::integer as role_rank,
    role.title as role_title,
    tied.organization_count,
    summed.amount_usd,
    summed.record_count,
    summed.first_date,
    summed.last_date,
    summed.seat_first_date,
    summed.seat_last_date
from summed
inner join tied
    on
        summed.agency_id = tied.agency_id
        and summed.body_id = tied.body_id
        and summed.member_id = tied.member_id
        and summed.committee_id = tied.committee_id
        and summed.role_code = tied.role_code
inner join seeds.tie_role as role on summed.role_code = role.role_code
left join marts.entity as body on summed.body_id = body.entity_id
left join marts.entity as member on summed.member_id = member.entity_id
left join marts.entity as committee on summed.committee_id = committee.entity_id
