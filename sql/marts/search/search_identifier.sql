-- title: Public identifiers to search by
-- grain: one row per identifier and entity
-- key: identifier, entity_id
-- note: UEI, FEC committee and candidate ids, Bioguide ids, codes of agencies, seats and committees
-- of Congress, in capital letters and digits only
with stated as (
    select
        entity_id,
        split_part(entity_id, ':', 2) as identifier
    from marts.entity
    where split_part(entity_id, ':', 1) in ('uei', 'fec', 'bioguide', 'agency', 'seat', 'congress')
    union all
    select
        cluster_id,
        substr(organization_id, 5)
    from entities.organization_cluster
    where starts_with(organization_id, 'uei:')
    union all
    select
        person_id,
        candidate_id
    from entities.candidate
)

select distinct
    regexp_replace(upper(stated.identifier), '[^A-Z0-9]', '', 'g') as identifier,
    entity.entity_id,
    entity.entity_kind,
    entity.name,
    entity.place,
    entity.link_count
from stated
inner join marts.entity as entity on stated.entity_id = entity.entity_id
order by identifier, entity.entity_id
