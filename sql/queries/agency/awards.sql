-- title: Awards
-- grain: one row per award of the agency, or of which it made an action
-- order: "obligated USD" desc nulls last, _award_key
-- note: A sum stands only where the actions loaded cover the award's own total. A vehicle's
-- ceiling is a limit on orders, and its orders are awards of their own.
with acted as (
    select distinct award_key
    from marts.award_action
    where agency_id = $agency_id
)

select
    award.piid,
    award.recipient_name as "contractor",
    case when award.is_vehicle then 'vehicle' else term.award_type end as "type",
    award.published_obligated_usd as "obligated USD",
    coalesce(award.marks, 'none') as "marked: hard to believe",
    award.ceiling_usd as "ceiling, not spending USD",
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
    award.award_key as _award_key,
    award.organization_id as _organization_id
from marts.award as award
left join acted on award.award_key = acted.award_key
left join marts.award_term as term on award.award_key = term.award_key
where award.agency_id = $agency_id or acted.award_key is not null
