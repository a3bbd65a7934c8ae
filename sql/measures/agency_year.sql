-- title: What each agency obligated in each fiscal year, and in its last days
-- grain: one row per agency and fiscal year with actions loaded
-- key: agency_id, fiscal_year
-- params: surge_days=30
-- note: by the positive amounts of the actions loaded, less what later actions of the same award
-- take back of them, within the year or after it; vehicles count with their own obligations, and
-- undisclosed recipients count
-- column late_from: the first of the last surge_days days to 30 September
-- column action_count: all actions loaded, most of which may obligate nothing
-- column paying_count: actions that obligate something which no later action takes back whole
-- column blank_count: actions without a date or an amount
-- column month_count: months of the year with such an action
-- column taken_usd: what later actions took back of the year's amounts; left out of year_usd
-- column late_taken_usd: the part of it that was obligated in the last days; left out of late_usd
with dated as (
    select
        action.agency_id,
        action.fiscal_year,
        action.action_date,
        action.obligated_usd,
        action.is_defense,
        action.file_date,
        case when action.obligated_usd > 0 then taken.taken_usd end as taken_usd,
        case
            when action.obligated_usd > 0
                then
                    case
                        when taken.record_id is null then action.obligated_usd
                        else action.obligated_usd - taken.taken_usd
                    end
        end as kept_usd,
        make_date(action.fiscal_year, 10, 1) as end_date,
        make_date(action.fiscal_year, 10, 1) - getvariable('surge_days')::integer as late_from
    from entities.award_action as action
    left join measures.taken_back as taken on action.record_id = taken.record_id
    where action.agency_id is not null and action.fiscal_year between 1900 and 2200
),

placed as (
    select
        *,
        coalesce(action_date >= late_from and action_date < end_date, false) as is_late
    from dated
)

select
    agency_id,
    fiscal_year,
    any_value(late_from) as late_from,
    any_value(end_date) as end_date,
    count(*) as action_count,
    count(*) filter (where kept_usd > 0) as paying_count,
    count(distinct month(action_date)) filter (where kept_usd > 0) as month_count,
    count(*) filter (where action_date is null or obligated_usd is null) as blank_count,
    bool_or(is_defense) as is_defense,
    max(file_date) as file_date,
    -- an empty sum is zero here: the actions are known
    coalesce(sum(kept_usd), 0)::decimal(18, 2) as year_usd,
    coalesce(sum(kept_usd) filter (where is_late), 0)::decimal(18, 2) as late_usd,
    coalesce(sum(taken_usd), 0)::decimal(18, 2) as taken_usd,
    coalesce(sum(taken_usd) filter (where is_late), 0)::decimal(18, 2) as late_taken_usd
from placed
group by
    agency_id,
    fiscal_year
