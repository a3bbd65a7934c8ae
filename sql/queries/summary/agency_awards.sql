-- title: What an agency obligated, to how many, in how many awards, and how they were competed
-- grain: one row; none where no award of it is loaded
-- note: the sums are those of marts.agency
with vehicle as (
    select count(*) as vehicle_count
    from marts.award
    where agency_id = $agency_id and is_vehicle
),

ordered as (
    select count(*) as order_count
    from marts.award as placed
    where
        placed.agency_id = $agency_id
        and placed.vehicle_key in (
            select held.award_key
            from marts.award as held
            where held.agency_id = $agency_id and held.is_vehicle
        )
)

select
    agency.obligated_usd,
    agency.reported_obligated_usd,
    agency.reported_award_count,
    agency.award_count,
    agency.acted_award_count,
    agency.contractor_count,
    agency.action_count,
    agency.first_action_date as first_date,
    agency.last_action_date as last_date,
    agency.incomplete_reason,
    vehicle.vehicle_count,
    ordered.order_count,
    agency.competed_count,
    agency.not_competed_count,
    agency.competition_unknown_count as unknown_count,
    agency.one_offer_count,
    agency.offers_known_count,
    agency.top_contractor_id as top_id,
    agency.top_contractor_name as top_name,
    agency.top_contractor_share as top_share,
    largest.obligated_usd as top_usd
from marts.agency as agency
cross join vehicle
cross join ordered
left join marts.agency_contractor as largest
    on agency.agency_id = largest.agency_id and agency.top_contractor_id = largest.organization_id
where agency.agency_id = $agency_id
