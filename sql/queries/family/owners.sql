-- title: Owners, by the days for which records state them
-- grain: one row per registration, owner and connected days
-- order: "stated from" desc, "registration", _owner_id, _span_id
-- note: As contract records and cases name the parent. Between two records that differ the one
-- nearest to the day is taken; before the first day and after the last one the owner is unknown. A
-- parent's field that repeats the recipient's name tells no name.
-- empty: no record names an owner.
select
    registration_id as "registration",
    case
        when owner_id = organization_id then 'recorded as its own parent'
        else coalesce(owner_name, 'name not stated')
    end as "owner",
    first_stated_date as "stated from",
    last_stated_date as "stated until",
    held_from_date as "taken from",
    held_until_date as "taken until",
    record_count as "records",
    'records of these days disagree: others name ' || disputed_by as "but",
    owner_id as _owner_id,
    owner_span_id as _span_id
from marts.owner
where organization_id = $organization_id
