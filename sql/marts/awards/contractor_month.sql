-- title: A contractor's obligations and the gifts tied to it, by month
-- grain: one row per organization, month and lane
-- key: organization_id, month, lane
-- note: for a time line; roles are never added up; rows without a date are left out
-- column organization_number: 64 bits of the id's md5; the table is sorted by it
-- column month: its first day
-- column lane: obligated, or a role of seeds.tie_role
-- column amount_usd: obligations with de-obligations; gifts less refunds
with obligated as (
    select
        organization_id,
        date_trunc('month', action_date)::date as month,
        sum(obligated_usd)::decimal(18, 2) as amount_usd,
        count(*) as record_count
    from entities.award_action
    where action_date is not null and organization_id is not null
    group by organization_id, date_trunc('month', action_date)
),

given as (
    select
        organization_id,
        date_trunc('month', gift_date)::date as month,
        role_code,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        count(*) as record_count
    from measures.tied_gift
    where gift_date is not null
    group by organization_id, date_trunc('month', gift_date), role_code
),

lanes as (
    select
        organization_id,
        month,
        'obligated' as lane,
        'Obligated, net of de-obligations' as lane_title,
        amount_usd,
        record_count
    from obligated
    union all
    select
        given.organization_id,
        given.month,
        given.role_code,
        role.title,
        given.amount_usd,
        given.record_count
    from given
    inner join seeds.tie_role as role on given.role_code = role.role_code
)

select
    md5_number_lower(organization_id) as organization_number,
    organization_id,
    month,
    lane,
    lane_title,
    amount_usd,
    record_count
from lanes
order by organization_number, organization_id, month, lane
