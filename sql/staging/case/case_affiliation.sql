-- title: Dated and sourced roles of people and funds in organizations
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':affiliation:' || md5(
        concat_ws(
            '|',
            case_id, holder, holder_kind, organization, role_code, role, start_date,
            end_date, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    holder,
    holder_kind,
    organization,
    role_code,
    role,
    try_cast(
        case when length(start_date) = 4 then start_date || '-01-01' else start_date end as date
    ) as start_date,
    start_date as start_date_stated,
    try_cast(case when length(end_date) = 4 then end_date || '-01-01' else end_date end as date)
        as end_date,
    end_date as end_date_stated,
    source_note,
    file_sha256
from lake.case_affiliation
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
