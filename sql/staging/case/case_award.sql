-- title: Awards of a case, one line each
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':award:' || md5(
        concat_ws(
            '|',
            case_id, award_key, piid, agency_code, agency, recipient, uei, is_vehicle,
            first_action_date, last_action_date, action_count, obligated_usd, ceiling_usd,
            extent_competed, offers_received, solicitation_identifier, source_note,
            source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    award_key,
    piid,
    agency_code,
    agency,
    recipient,
    uei,
    is_vehicle,
    first_action_date,
    last_action_date,
    action_count,
    obligated_usd,
    ceiling_usd,
    extent_competed,
    offers_received,
    solicitation_identifier,
    source_note,
    file_sha256
from lake.case_award
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
