-- title: Actions on the listed awards and on orders under them, by fiscal year and holder
-- grain: one row per fiscal year and firm
-- order: fiscal_year, organization_id
-- note: actions loaded; ceilings are not in it
with listed as (
    select distinct unnest($found_keys::varchar[]) as award_key
),

named as (
    select award.award_key
    from marts.award as award
    where
        award.award_key in (select listed.award_key from listed)
        or award.vehicle_key in (select listed.award_key from listed)
)

select
    action.fiscal_year,
    action.organization_id,
    any_value(action.recipient_name) as holder,
    sum(action.obligated_usd)::decimal(18, 2) as obligated_usd,
    count(*) as action_count
from marts.award_action as action
where
    action.award_number in (select md5_number_lower(named.award_key) from named)
    and action.award_key in (select named.award_key from named)
    and action.fiscal_year is not null
group by action.fiscal_year, action.organization_id
