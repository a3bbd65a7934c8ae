-- title: Agencies and the awards by which they obligated
-- grain: one row per agency and award
-- order: "USD" desc nulls last, _from_id, _to_id
-- unknown: not loaded
-- note: Actions loaded, with $first and $until only those of these days; awards of which none is
-- loaded stand with no sum. Ceilings are not spending.
with acted as (
    select
        agency_id,
        award_key,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        count(*)::bigint as action_count
    from marts.award_action
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
        and ($first::date is null or action_date between $first::date and $until::date)
    group by agency_id, award_key
),

held as (
    select
        acted.agency_id,
        acted.award_key,
        acted.obligated_usd,
        acted.action_count
    from acted
    union all
    select
        award.agency_id,
        award.award_key,
        null,
        0
    from marts.award as award
    where
        award.organization_id = $organization_id
        and award.action_count is not distinct from 0
        and $first::date is null
)

select
    coalesce(agency.name, held.agency_id, 'agency not stated') as "from",
    coalesce(award.piid, held.award_key)
    || case when award.is_vehicle then ', a vehicle' else '' end as "to",
    held.obligated_usd as "USD",
    held.action_count as "records",
    coalesce(held.agency_id, '') as _from_id,
    held.award_key as _to_id
from held
left join marts.award as award on held.award_key = award.award_key
left join marts.entity as agency on held.agency_id = agency.entity_id
