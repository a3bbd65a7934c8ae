-- title: Months of the time line whose sum is not that of their records
-- grain: one row per month and lane whose sum is not that of its records
-- order: _lane, "month"
-- note: Each month was added up again from the actions and the gifts record by record.
-- empty: None: each month, added up again from the actions and the gifts record by record, is the
-- same.
with moved as (
    select
        'obligated' as lane,
        date_trunc('month', action_date)::date as month,
        obligated_usd as amount_usd
    from marts.award_action
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
        and action_date is not null
    union all
    select
        role_code,
        date_trunc('month', gift_date)::date,
        amount_usd
    from measures.tied_gift
    where organization_id = $organization_id and gift_date is not null
),

added as (
    select
        lane,
        month,
        sum(amount_usd)::decimal(18, 2) as amount_usd
    from moved
    group by lane, month
),

stated as (
    select
        lane,
        month,
        amount_usd
    from marts.contractor_month
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
)

select
    coalesce(stated.month, added.month) as "month",
    stated.amount_usd as "sum of the time line USD",
    added.amount_usd as "sum of its records USD",
    coalesce(stated.lane, added.lane) as _lane
from stated
full outer join added on stated.lane = added.lane and stated.month = added.month
where stated.amount_usd is distinct from added.amount_usd
