-- title: Events of a case in order
-- grain: one row per event
-- key: record_id
select
    record_id,
    case_id,
    event_date,
    event,
    source_note,
    record_url as source_url
from staging.case_event
