-- title: Members who received gifts of its firm's fund or people while they oversaw the agency
-- grain: one row per member, seat, receiver and role
-- order: "member", "sat on", "received by", "role of the givers", _member_id, _committee_id,
-- _body_id
-- note: On the day of each gift the member sat on a committee that oversees the agency, and in that
-- seat an award of it to the firm ran. Members sit on many committees, and large funds give to most
-- of a committee's members of both parties. Nothing here says that a gift and an award have to do
-- with each other.
-- empty: no such gift is in the records loaded.
select
    member.name as "member",
    body.name as "sat on",
    receiver.name as "received by",
    role.title as "role of the givers",
    sum(way.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(distinct way.giver_id) as "givers",
    min(way.first_gift_date) as "first",
    max(way.last_gift_date) as "last",
    way.member_id as _member_id,
    way.body_id as _body_id,
    way.committee_id as _committee_id,
    way.role_code as _role,
    way.organization_id as _organization_id
from marts.loop_way as way
inner join seeds.tie_role as role on way.role_code = role.role_code
left join marts.entity as member on way.member_id = member.entity_id
left join marts.entity as body on way.body_id = body.entity_id
left join marts.entity as receiver on way.committee_id = receiver.entity_id
where
    way.organization_number = md5_number_lower($organization_id)
    and way.organization_id = $organization_id
    and way.agency_id = $agency_id
group by
    member.name, body.name, receiver.name, role.title, way.member_id, way.body_id,
    way.committee_id, way.role_code, way.organization_id
