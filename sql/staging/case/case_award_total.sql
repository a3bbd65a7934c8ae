-- title: Reported totals of awards
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':award_total:' || md5(
        concat_ws(
            '|',
            case_id, award_key, piid, recipient, uei, agency_code, agency, obligated_usd,
            as_of_date, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    award_key,
    piid,
    recipient,
    uei,
    agency_code,
    agency,
    obligated_usd,
    as_of_date,
    source_note,
    file_sha256
from lake.case_award_total
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
