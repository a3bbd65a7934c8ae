-- title: Reported obligations by agency, recipient and fiscal year
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':obligation_total:' || md5(
        concat_ws(
            '|',
            case_id, fiscal_year, department, agency_code, agency, recipient, uei,
            obligated_usd, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    fiscal_year,
    department,
    agency_code,
    agency,
    recipient,
    uei,
    obligated_usd,
    source_note,
    file_sha256
from lake.case_obligation_total
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
