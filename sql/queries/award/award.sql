-- title: An award: what is obligated, what is only a ceiling, and who stands at either side
-- grain: one row
select
    award.award_key,
    award.piid,
    award.is_vehicle,
    award.vehicle_key,
    award.organization_id,
    award.recipient_name,
    award.agency_id,
    award.agency_name,
    award.published_obligated_usd,
    award.ceiling_usd,
    award.outlayed_usd,
    award.action_count,
    award.subaward_count,
    award.subaward_usd,
    note.marks,
    note.marked_subaward_usd,
    (award.subaward_usd - note.marked_subaward_usd)::decimal(18, 2) as unmarked_subaward_usd,
    award.first_action_date,
    award.last_action_date,
    award.is_incomplete,
    award.incomplete_reason,
    award.coverage_reason,
    award.record_url,
    meaning.title as coverage
from marts.award as award
left join seeds.coverage_state as meaning on award.coverage_state = meaning.coverage_state
left join marts.mark_note as note
    on note.scope = 'award' and award.award_key = note.scope_id
where award.award_key = $award_key
