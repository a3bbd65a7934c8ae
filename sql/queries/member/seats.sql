-- title: Seats and committees of Congress
-- grain: one row per seat or unbroken run of days on a committee
-- order: _is_committee, "first" nulls last, "body", _link_id
-- note: Known to be held from the first to the last day; it may have begun earlier and ended later.
select
    body.name as "body",
    own.label as "says",
    own.first_date as "first",
    own.last_date as "last",
    starts_with(own.other_id, 'congress:') as _is_committee,
    own.link_id as _link_id,
    own.other_id as _other_id
from marts.neighbour as own
inner join marts.entity as body on own.other_id = body.entity_id
where
    own.entity_number = md5_number_lower($person_id)
    and own.entity_id = $person_id
    and own.link_type = 'sits_on'
