-- title: Marks of plausibility: what is published and hard to believe, beside the number itself
-- grain: one row per mark
-- key: mark_id
-- note: a mark corrects nothing: what it stands on is shown and summed as published
-- column title: what the mark says, in a few words
-- column bears_on: what sums without marked amounts leave out: award (all of its actions), records
-- (of the mark), subaward (the one record); later (nothing, the later action being in the sum too);
-- none (nothing, it is no amount of a sum)
-- column record_id: the record that is marked; null where the award is
-- column organization_id: who received the marked record's money, else who holds the award
-- column subcontractor_id: who received the sub-award that is marked
-- column fiscal_year: of the marked action; null where no action is marked
-- column field: the publisher's own name of the field
-- column published: the field's value, as published
-- column amount_usd: the amount as published; of a date, that of its record
-- column since_date: the day of the statement from which it can be seen
-- column since_record_id: the record of that statement
-- column until_date: the day of the statement that no longer says so; null while the mark stands
select
    mark.mark_id,
    mark.code,
    card.title,
    card.bears_on,
    mark.subject_id,
    mark.award_key,
    award.piid,
    mark.record_id,
    coalesce(action.organization_id, subaward.organization_id, award.organization_id)
        as organization_id,
    subaward.subcontractor_id,
    coalesce(action.agency_id, award.agency_id) as agency_id,
    action.fiscal_year,
    mark.field,
    mark.published,
    mark.amount_usd,
    mark.reason,
    card.rule,
    card.innocent,
    mark.since_date,
    mark.since_record_id,
    mark.until_date,
    mark.record_ids
from marks.mark as mark
inner join seeds.mark as card on mark.code = card.code
left join entities.award as award on mark.award_key = award.award_key
left join entities.award_action as action on mark.record_id = action.record_id
left join entities.subaward as subaward on mark.record_id = subaward.record_id
