-- title: Awards
-- grain: one row per award that it holds, or of which it received an action
-- order: "obligated USD" desc nulls last, _award_key
-- most: 60
-- note: A sum stands only where the actions loaded cover the award's own total. A vehicle's
-- ceiling is a limit on orders, and its orders are awards of their own.
with acted as (
    select
        award_key,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd
    from marts.award_action
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
    group by award_key
)

select
    award.piid,
    award.agency_name as "agency",
    case when award.is_vehicle then 'vehicle' else term.award_type end as "type",
    award.published_obligated_usd as "obligated USD",
    acted.obligated_usd as "to it by the actions loaded USD",
    coalesce(award.marks, 'none') as "marked: hard to believe",
    award.coverage_share as "coverage %",
    award.ceiling_usd as "ceiling, not spending USD",
    award.outlayed_usd as "paid out USD",
    term.competition as "competition",
    award.offer_count as "offers",
    award.first_action_date as "first",
    award.last_action_date as "last",
    award.action_count as "actions",
    case award.coverage_state
        when 'published' then 'agrees with its own total'
        else award.coverage_reason
    end as "coverage because",
    award.record_url as "open",
    award.award_key as _award_key
from marts.award as award
left join acted on award.award_key = acted.award_key
left join marts.award_term as term on award.award_key = term.award_key
where award.organization_id = $organization_id or acted.award_key is not null
