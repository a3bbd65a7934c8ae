-- title: Prime contractor passed part of an award to a subcontractor
-- grain: one row per pair
-- key: link_id
-- note: reported by the prime contractor; a lower-trust layer that is never added to prime awards
with stated as (
    select
        record_id,
        organization_id as from_id,
        subcontractor_id as to_id,
        action_date,
        amount_usd
    from entities.subaward
    where organization_id is not null and subcontractor_id is not null
)

select
    md5(concat_ws('|', 'subcontracted_to', from_id, to_id)) as link_id,
    'subcontracted_to' as link_type,
    from_id,
    to_id,
    min(action_date) as first_date,
    max(action_date) as last_date,
    sum(amount_usd)::decimal(18, 2) as amount_usd,
    'itemized'::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    'sub-awards as reported' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
