-- title: What a firm and the firms that it owned were obligated, by fiscal year
-- grain: one row per firm that owned another, and fiscal year
-- key: family_year_id
-- note: sums of the actions loaded. What it owned on the day of each action counts here and in the
-- owned firm's own sums: the totals of families are never added to those of firms
-- column organization_number: 64 bits of the organization's md5; the table is sorted by it
-- column fiscal_year: from October of the year before; null where an action has no date
-- column own_obligated_usd: the firm's own actions; null where none is loaded
-- column owned_obligated_usd: actions of firms that it owned on their day, at any level
-- column family_obligated_usd: both
-- column family_year_id: a hash of the firm and the year
-- column own_action_count: the firm's own actions loaded
-- column owned_action_count: actions of firms that it owned on their day
-- column owned_firm_count: firms that it owned with an action of this year
with owners as (
    select distinct owner_id as organization_id
    from measures.owned_action
),

counted as (
    select
        owners.organization_id,
        action.fiscal_year,
        action.obligated_usd,
        null::varchar as owned_id
    from entities.award_action as action
    left join entities.organization_cluster as firm
        on action.organization_id = firm.organization_id
    inner join owners
        on coalesce(firm.cluster_id, action.organization_id) = owners.organization_id
    union all
    select
        owner_id,
        fiscal_year,
        obligated_usd,
        organization_id
    from measures.owned_action
)

select
    md5(concat_ws('|', 'family', organization_id, fiscal_year)) as family_year_id,
    md5_number_lower(organization_id) as organization_number,
    organization_id,
    fiscal_year,
    (sum(obligated_usd) filter (where owned_id is null))::decimal(18, 2)
        as own_obligated_usd,
    (sum(obligated_usd) filter (where owned_id is not null))::decimal(18, 2)
        as owned_obligated_usd,
    sum(obligated_usd)::decimal(18, 2) as family_obligated_usd,
    count(*) filter (where owned_id is null) as own_action_count,
    count(*) filter (where owned_id is not null) as owned_action_count,
    count(distinct owned_id) as owned_firm_count
from counted
group by organization_id, fiscal_year
order by organization_number, organization_id, fiscal_year
