-- title: Person founded an organization
-- grain: one row per pair
-- key: link_id
-- note: a statement of the case, with its own source; never a gift
select
    md5(concat_ws('|', 'founder_of', from_id, to_id)) as link_id,
    'founder_of' as link_type,
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
from entities.affiliation
where role_code = 'founder'
group by from_id, to_id
