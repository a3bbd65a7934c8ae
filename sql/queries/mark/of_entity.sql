-- title: Marks: published and hard to believe
-- grain: one row per mark
-- order: abs(_amount_usd) desc nulls last, _mark_id
-- most: 60
-- note: A mark corrects nothing: every sum holds what is published. Choose a row for its records.
select
    mark.title as "mark",
    mark.piid as "award",
    mark.reason as "why",
    mark.field as "field",
    mark.published as "as published",
    mark.since_date as "since",
    coalesce(mark.until_date::varchar, 'still stated') as "until",
    mark.rule as "when it is set",
    mark.innocent as "what speaks against reading more into it",
    mark.award_key as _award_key,
    mark.mark_id as _mark_id,
    mark.amount_usd as _amount_usd
from marts.mark as mark
where
    mark.organization_id = $entity_id
    or mark.subcontractor_id = $entity_id
    or mark.agency_id = $entity_id
    or mark.subject_id = $entity_id
