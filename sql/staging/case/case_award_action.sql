-- title: Actions on awards of a case
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':award_action:' || md5(
        concat_ws(
            '|',
            case_id, award_key, piid, modification_number, action_date, obligated_usd,
            agency_code, agency, uei, recipient, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    award_key,
    piid,
    modification_number,
    action_date,
    obligated_usd,
    agency_code,
    agency,
    uei,
    recipient,
    source_note,
    file_sha256
from lake.case_award_action
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
