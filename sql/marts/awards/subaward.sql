-- title: Sub-awards with the names of both firms
-- grain: one row per sub-award
-- key: record_id
-- note: reported by the prime contractor; lower trust, never added to an award
-- column organization_id: the prime contractor
-- column award_number: 64 bits of the award's md5
-- column subcontractor_id: null where the report names none
-- column marks: what is marked of it, in words; null where nothing is
select
    subaward.record_id,
    subaward.award_key,
    md5_number_lower(subaward.award_key) as award_number,
    award.piid,
    subaward.organization_id,
    coalesce(prime.name, 'a registration whose name is not in the records loaded')
        as organization_name,
    subaward.subcontractor_id,
    case
        when subaward.subcontractor_id is not null
            then coalesce(sub.name, 'a registration whose name is not in the records loaded')
    end as subcontractor_name,
    subaward.action_date,
    subaward.amount_usd,
    note.marks
from entities.subaward as subaward
left join entities.award as award on subaward.award_key = award.award_key
left join entities.entity as prime on subaward.organization_id = prime.entity_id
left join entities.entity as sub on subaward.subcontractor_id = sub.entity_id
left join marts.mark_note as note
    on note.scope = 'record' and subaward.record_id = note.scope_id
