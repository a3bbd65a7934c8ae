-- title: Person held an office in an organization
-- grain: one row per pair
-- key: link_id
-- note: stated by a case with its own source, or by an award, which gives no dates; never a gift
with stated as (
    select
        record_id,
        from_id,
        to_id,
        start_date,
        end_date,
        role,
        'human' as basis,
        null::double as score
    from entities.affiliation
    where role_code = 'officer'
    union all
    select
        record_id,
        person_id,
        organization_id,
        null,
        null,
        'best-paid officer',
        'identifier',
        1.0
    from entities.officer
)

select
    md5(concat_ws('|', 'officer_of', from_id, to_id)) as link_id,
    'officer_of' as link_type,
    from_id,
    to_id,
    min(start_date) as first_date,
    case when bool_and(end_date is not null) then max(end_date) end as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    min(basis) as basis,
    min(score) as score,
    string_agg(distinct role, '; ' order by role) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
