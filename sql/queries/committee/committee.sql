-- title: What a committee says of itself
-- grain: one row
select
    type,
    designation,
    party_code,
    connected_organization,
    person_id,
    person_name
from marts.committee
where entity_id = $committee_id
