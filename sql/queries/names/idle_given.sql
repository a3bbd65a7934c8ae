-- title: Sides of a file's judgements that the database does not hold
-- grain: one row per side
-- note: a name as written may be any; an appearance of a contributor is one of the names that
-- people bear in the records
with refs as (
    select distinct unnest($refs) as ref
),

appearance as (
    select distinct 'contributor:' || name || '|' as ref_start
    from entities.person_record
)

select refs.ref
from refs
left join entities.organization_cluster as firm on refs.ref = firm.organization_id
left join entities.entity as known on refs.ref = known.entity_id
left join appearance
    on
        starts_with(refs.ref, 'contributor:')
        and split_part(refs.ref, '|', 1) || '|' = appearance.ref_start
where
    not starts_with(refs.ref, 'name:')
    and firm.organization_id is null
    and known.entity_id is null
    and appearance.ref_start is null
order by refs.ref
