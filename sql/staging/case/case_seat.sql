-- title: Seats of members of Congress, stated by a case
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':seat:' || md5(
        concat_ws(
            '|',
            case_id, candidate_id, bioguide_id, member, body_kind, body_code, body, state,
            district, start_date, end_date, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    candidate_id,
    bioguide_id,
    member,
    body_kind,
    body_code,
    body,
    state,
    district,
    start_date,
    end_date,
    source_note,
    file_sha256
from lake.case_seat
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
