-- title: Recipient received awards from agency
-- grain: one row per pair, basis of the amount and label
-- key: link_id
-- note: obligations summed by action; published totals stand apart and are never added to them
with stated as (
    select
        record_id,
        organization_id as from_id,
        agency_id as to_id,
        action_date as first_date,
        action_date as last_date,
        obligated_usd,
        'itemized' as amount_basis,
        'sum of actions' as stated_label
    from entities.award_action
    union all
    select
        record_id,
        organization_id,
        agency_id,
        first_date,
        last_date,
        obligated_usd,
        'published_total',
        label
    from entities.award_total
)

select
    md5(concat_ws('|', 'received_award', amount_basis, stated_label, from_id, to_id)) as link_id,
    'received_award' as link_type,
    from_id,
    to_id,
    min(first_date) as first_date,
    max(last_date) as last_date,
    sum(obligated_usd)::decimal(18, 2) as amount_usd,
    amount_basis::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    stated_label as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id, amount_basis, stated_label
