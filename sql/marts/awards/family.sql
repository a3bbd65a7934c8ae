-- title: Families of the day: firms with and without what they owned on the day of each action
-- grain: one row per firm with an action loaded, or with one of a firm that it owned
-- key: organization_id
-- note: sums of the actions loaded. Each action counts in one top_obligated_usd only, that of the
-- firm above which nobody stood that day: by it families are ranked. The other sums overlap those
-- of the firms owned, and are never added to them
-- column own_obligated_usd: the firm's own actions; null where none is loaded
-- column owned_obligated_usd: actions of firms that it owned on their day, at any level
-- column family_obligated_usd: both
-- column top_obligated_usd: of both, what nobody stood above that day; null where another firm
-- owned it on the day of every action
-- column family_rank: its place by top_obligated_usd; equal sums share a place
-- column own_action_count: the firm's own actions loaded
-- column owned_action_count: actions of firms that it owned on their day
-- column first_fiscal_year: of these actions
-- column last_fiscal_year: of these actions
-- column owned_firm_count: firms that it owned on the day of one of their actions
with counted as (
    select
        coalesce(firm.cluster_id, action.organization_id) as organization_id,
        action.record_id,
        action.fiscal_year,
        action.obligated_usd,
        null::varchar as owned_id,
        true as is_top
    from entities.award_action as action
    left join entities.organization_cluster as firm
        on action.organization_id = firm.organization_id
    where not action.is_undisclosed
    union all
    select
        owner_id,
        record_id,
        fiscal_year,
        obligated_usd,
        organization_id,
        is_top
    from measures.owned_action
),

below as (
    select record_id
    from measures.owned_action
    where level_number = 1
),

marked as (
    select
        counted.organization_id,
        counted.fiscal_year,
        counted.obligated_usd,
        counted.owned_id,
        counted.is_top and (counted.owned_id is not null or below.record_id is null) as is_top
    from counted
    left join below on counted.record_id = below.record_id
),

summed as (
    select
        organization_id,
        (sum(obligated_usd) filter (where owned_id is null))::decimal(18, 2)
            as own_obligated_usd,
        (sum(obligated_usd) filter (where owned_id is not null))::decimal(18, 2)
            as owned_obligated_usd,
        sum(obligated_usd)::decimal(18, 2) as family_obligated_usd,
        (sum(obligated_usd) filter (where is_top))::decimal(18, 2) as top_obligated_usd,
        count(*) filter (where owned_id is null) as own_action_count,
        count(*) filter (where owned_id is not null) as owned_action_count,
        count(distinct owned_id) as owned_firm_count,
        min(fiscal_year) as first_fiscal_year,
        max(fiscal_year) as last_fiscal_year
    from marked
    group by organization_id
)

select
    summed.organization_id,
    coalesce(entity.name, 'a registration whose name is not in the records loaded') as name,
    summed.own_obligated_usd,
    summed.owned_obligated_usd,
    summed.family_obligated_usd,
    summed.top_obligated_usd,
    case
        when summed.top_obligated_usd is not null
            then rank() over (order by summed.top_obligated_usd desc nulls last)
    end as family_rank,
    summed.own_action_count,
    summed.owned_action_count,
    summed.owned_firm_count,
    summed.first_fiscal_year,
    summed.last_fiscal_year
from summed
left join entities.entity as entity on summed.organization_id = entity.entity_id
