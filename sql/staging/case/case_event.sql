-- title: Events of a case
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':event:' || md5(
        concat_ws(
            '|',
            case_id, event_date, event, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    event_date,
    event,
    source_note,
    file_sha256
from lake.case_event
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
