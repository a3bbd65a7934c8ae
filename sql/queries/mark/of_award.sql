-- title: Marks: published and hard to believe
-- grain: one row per mark
-- order: "until" nulls first, "mark", _mark_id
-- most: 60
-- note: A mark corrects nothing: every sum holds what is published. Choose a row for its records.
select
    mark.title as "mark",
    mark.reason as "why",
    mark.field as "field",
    mark.published as "as published",
    mark.since_date as "since",
    mark.until_date as "until",
    mark.rule as "when it is set",
    mark.innocent as "what speaks against reading more into it",
    mark.award_key as _award_key,
    mark.mark_id as _mark_id
from marts.mark as mark
where mark.award_key = $award_key
