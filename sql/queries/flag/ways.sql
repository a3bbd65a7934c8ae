-- title: Who gave, who received, and where they sat
-- grain: one row per giver, receiver, member, committee of Congress and seat
-- order: "campaign of", "sat on", "giver", "received by", _way_id
-- note: The gifts that the flag counts. A member on several committees stands under each, so that
-- sums of rows mean nothing; choose a row for the gifts behind it.
-- empty: this flag rests on no seat in Congress.
select
    giver.name as "giver",
    role.title as "tied as",
    way.amount_usd as "USD",
    way.gift_count as "gifts",
    committee.name as "received by",
    coalesce(member.name, 'a member not named') as "campaign of",
    body.name as "sat on",
    seat.first_said as "known there from",
    seat.last_said as "to",
    way.first_gift_date as "first gift",
    way.last_gift_date as "last gift",
    way.gift_link_id as _link_id,
    way.giver_id as _giver_id,
    giver.entity_kind as _giver_kind,
    way.committee_id as _committee_id,
    way.member_id as _member_id,
    way.body_id as _body_id,
    way.seat_link_id as _seat_link_id,
    way.way_id as _way_id
from marts.flag as flag
inner join marts.loop_way as way
    on
        flag.organization_number = way.organization_number
        and flag.organization_id = way.organization_id
        and flag.agency_id = way.agency_id
inner join seeds.tie_role as role on way.role_code = role.role_code
left join marts.entity as giver on way.giver_id = giver.entity_id
left join marts.entity as committee on way.committee_id = committee.entity_id
left join marts.entity as member on way.member_id = member.entity_id
left join marts.entity as body on way.body_id = body.entity_id
left join marts.edge as seat on way.seat_link_id = seat.link_id
where
    flag.flag_number = md5_number_lower($flag_id)
    and flag.flag_id = $flag_id
    and (
        (flag.code = 'TL-T03' and way.role_code = 'pac')
        or (flag.code = 'TL-T06' and way.is_counted)
    )
