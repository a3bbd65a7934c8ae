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
    case_id,
    'organization',
    organization,
    coalesce('uei:' || uei, 'organization:' || md5(organization))
from staging.case_organization
