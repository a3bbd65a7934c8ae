-- title: Organizations: one per UEI, or per name where there is no UEI
-- grain: one row per organization
-- key: organization_id
select
    organization_id,
    arg_max(
        name,
        (
            trust,
            -- a registration goes by its latest name, a parent by the one that most records give it
            case when trust >= 2 then coalesce(last_seen_date, date '1900-01-01') end,
            record_count,
            coalesce(last_seen_date, date '1900-01-01'),
            name
        )
    ) as name,
    max(uei) as uei,
    max(state_code) as state_code,
    max(city_name) as city_name
from entities.organization_name
group by organization_id
