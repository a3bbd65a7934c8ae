-- title: What each agency obligated in each fiscal year, and in its last days
-- grain: one row per agency and fiscal year with actions loaded
-- key: agency_id, fiscal_year
-- params: surge_days=30
-- note: by the positive amounts of the actions loaded; de-obligations are not deducted; vehicles
-- count with their own obligations, and undisclosed recipients count
-- column late_from: the first of the last surge_days days to 30 September
-- column blank_count: actions without a date or an amount
-- column month_count: months of the year with actions
with dated as (
    select
        *,
        make_date(fiscal_year, 10, 1) as end_date,
        make_date(fiscal_year, 10, 1) - getvariable('surge_days')::integer as late_from
    from entities.award_action
    where agency_id is not null and fiscal_year between 1900 and 2200
)

select
    agency_id,
    fiscal_year,
    any_value(late_from) as late_from,
    any_value(end_date) as end_date,
    count(*) as action_count,
    count(distinct month(action_date)) as month_count,
    count(*) filter (where action_date is null or obligated_usd is null) as blank_count,
    bool_or(is_defense) as is_defense,
    max(file_date) as file_date,
    coalesce(sum(obligated_usd) filter (where obligated_usd > 0), 0)::decimal(18, 2) as year_usd,
    coalesce(
        sum(obligated_usd) filter (
            where obligated_usd > 0 and action_date >= late_from and action_date < end_date
        ),
        0
    )::decimal(18, 2) as late_usd
from dated
group by
    agency_id,
    fiscal_year
