-- title: Organizations of a case
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':organization:' || md5(
        concat_ws(
            '|',
            case_id, organization, uei, parent_uei, start_date, end_date, organization_kind,
            note, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    organization,
    uei,
    parent_uei,
    try_cast(
        case when length(start_date) = 4 then start_date || '-01-01' else start_date end as date
    ) as start_date,
    start_date as start_date_stated,
    try_cast(case when length(end_date) = 4 then end_date || '-01-01' else end_date end as date)
        as end_date,
    end_date as end_date_stated,
    organization_kind,
    note,
    source_note,
    file_sha256
from lake.case_organization
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
