-- title: Roles of people and funds in organizations, as a case states them
-- grain: one row per stated role
-- key: record_id
-- column from_id: who holds the role
-- column to_id: the organization
select
    role.record_id,
    holder.entity_id as from_id,
    body.entity_id as to_id,
    role.role_code,
    role.role,
    role.start_date,
    role.end_date
from staging.case_affiliation as role
inner join entities.case_holder as holder
    on
        role.case_id = holder.case_id
        and role.holder = holder.name
        and role.holder_kind = holder.holder_kind
inner join entities.case_holder as body
    on
        role.case_id = body.case_id
        and role.organization = body.name
        and body.holder_kind = 'organization'
