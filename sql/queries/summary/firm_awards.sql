-- title: What a firm was obligated, by how many, in how many awards, and how they were competed
-- grain: one row; none where no award of it is loaded
-- note: the sums are those of marts.contractor; the largest agency is that of the largest sum above
-- zero; agencies are counted whose actions are loaded
with award as (
    select
        award.award_key,
        award.is_vehicle
    from marts.award as award
    where
        award.organization_id = $organization_id
        or award.award_key in (
            select action.award_key
            from marts.award_action as action
            where
                action.organization_number = md5_number_lower($organization_id)
                and action.organization_id = $organization_id
        )
),

held as (
    select
        count(*) filter (where award.is_vehicle) as vehicle_count,
        count(*) filter (where term.is_competed) as competed_count,
        count(*) filter (where not term.is_competed) as not_competed_count,
        count(*) filter (where term.is_competed is null) as unknown_count,
        count(*) filter (where term.is_competed and term.offer_count = 1) as one_offer_count
    from award
    left join marts.award_term as term on award.award_key = term.award_key
),

ordered as (
    select count(*) as order_count
    from marts.award as placed
    where
        placed.organization_id = $organization_id
        and placed.vehicle_key in (
            select vehicle.award_key
            from award as vehicle
            where vehicle.is_vehicle
        )
),

-- those whose actions are loaded: of the others no sum is known
acting as (
    select count(*) as agency_count
    from marts.agency_contractor
    where organization_id = $organization_id and action_count > 0
),

largest as (
    select
        agency_id,
        agency_name,
        obligated_usd
    from marts.agency_contractor
    where organization_id = $organization_id and obligated_usd > 0
    order by obligated_usd desc, agency_id asc
    limit 1
)

select
    contractor.obligated_usd,
    contractor.reported_obligated_usd,
    contractor.reported_award_count,
    contractor.award_count,
    contractor.acted_award_count,
    acting.agency_count,
    contractor.action_count,
    contractor.first_action_date as first_date,
    contractor.last_action_date as last_date,
    contractor.incomplete_reason,
    held.vehicle_count,
    ordered.order_count,
    held.competed_count,
    held.not_competed_count,
    held.unknown_count,
    held.one_offer_count,
    largest.agency_id as top_id,
    largest.agency_name as top_name,
    largest.obligated_usd as top_usd
from marts.contractor as contractor
cross join held
cross join ordered
cross join acting
left join largest on true
where contractor.organization_id = $organization_id
