-- title: Person advised an organization or served in government
-- grain: one row per pair
-- key: link_id
-- note: a statement of the case, with its own source; never a gift
with stated as (
    select
        role.record_id,
        holder.entity_id as from_id,
        body.entity_id as to_id,
        role.start_date,
        role.end_date,
        role.role
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
    where role.role_code in ('adviser', 'government')
)

select
    md5(concat_ws('|', 'adviser_to', from_id, to_id)) as link_id,
    'adviser_to' as link_type,
    from_id,
    to_id,
    min(start_date) as first_date,
    case when bool_and(end_date is not null) then max(end_date) end as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'human' as basis,
    null::double as score,
    string_agg(distinct role, '; ' order by role) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
