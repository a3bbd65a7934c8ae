-- title: Events in order
-- grain: one row per event
-- order: "date", event
-- note: That one thing comes before another says nothing about why.
select
    event_date as "date",
    event,
    source_note as "source",
    source_url as "open"
from marts.case_event
where case_id = $case_id
