-- title: Terminations: what was ended, why, and what was obligated before and after
-- grain: one row per action that terminates or cancels an award
-- key: record_id
-- note: of the actions loaded; the publisher's types say "complete or partial" and not which. A
-- ceiling is a limit on spending: what of it can no longer be used is not money saved
-- column organization_number: 64 bits of the organization's md5; the table is sorted by it
-- column termination: terminated for convenience, default or cause, or cancelled
-- column month: its first day
-- column state: ended, in part, rescinded or repeated
-- column state_reason: how that is known
-- column stated_end_date: the end that the terminating action itself states
-- column end_date: the day on which it ended the award; in part and rescinded, the award goes on
-- column performance_end_date: the end of the award as it is known now
-- column obligated_usd: the terminating action's own amount; negative takes back
-- column obligated_before_usd: what the actions before it add up to
-- column obligated_after_usd: what all actions loaded add up to, it and later ones included
-- column taken_back_usd: what it and later actions took back; negative or zero
-- column added_after_usd: what later actions added
-- column ceiling_before_usd: base and all options before it; not spending
-- column ceiling_after_usd: base and all options with its change; not spending
-- column ceiling_ended_usd: what of the ceiling had not been obligated when it ended; null where
-- the award goes on, no ceiling is stated, and for vehicles, whose orders carry the money
-- column answer_record_id: the action with which the award goes on; null where none does
-- column record_ids: the terminating action, and the one with which the award goes on
select
    md5_number_lower(ended.organization_id) as organization_number,
    ended.record_id,
    ended.award_key,
    award.piid,
    award.is_vehicle,
    ended.organization_id,
    organization.name as recipient_name,
    ended.agency_id,
    agency.name as agency_name,
    ended.action_date,
    date_trunc('month', ended.action_date)::date as month,
    ended.fiscal_year,
    ended.modification_number,
    ended.action_type_code,
    ended.said as termination,
    ended.state,
    ended.state_reason,
    ended.stated_end_date,
    ended.end_date,
    award.performance_end_date,
    ended.obligated_usd,
    ended.obligated_before_usd,
    ended.obligated_after_usd,
    ended.taken_back_usd,
    ended.added_after_usd,
    ended.ceiling_before_usd,
    ended.ceiling_after_usd,
    ended.ceiling_ended_usd,
    ended.answer_record_id,
    list_sort(list_distinct([ended.record_id, ended.answer_record_id])) as record_ids,
    ended.record_url
from entities.termination as ended
left join entities.award as award on ended.award_key = award.award_key
left join entities.organization as organization
    on ended.organization_id = organization.organization_id
left join entities.agency as agency on ended.agency_id = agency.agency_id
order by organization_number, ended.organization_id, ended.award_key, ended.record_id
