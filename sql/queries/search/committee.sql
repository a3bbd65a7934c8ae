-- title: What distinguishes committees that were found
-- grain: one row per committee
-- order: entity_id
select
    entity_id,
    committee_id,
    type,
    connected_organization,
    person_name
from marts.committee
where entity_id in (select unnest($ids))
