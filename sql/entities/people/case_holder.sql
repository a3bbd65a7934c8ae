-- title: People and organizations that a case names, with their ids
-- grain: one row per case, kind and name
-- key: case_id, holder_kind, name
select
    case_id,
    'person' as holder_kind,
    person as name,
    'person:' || md5(person) as entity_id
from staging.case_person
union
select
    body.case_id,
    'organization',
    body.organization,
    coalesce(firm.cluster_id, 'uei:' || body.uei, 'organization:' || md5(body.organization))
from staging.case_organization as body
left join entities.organization_cluster as firm on 'uei:' || body.uei = firm.organization_id
