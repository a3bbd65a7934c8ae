-- title: Published totals of contributions, computed by others
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':contribution_total:' || md5(
        concat_ws(
            '|',
            case_id, contributor, contributor_kind, person, contributor_committee_id,
            committee_id, committee, cycle, total_usd, memo_usd, record_count, as_of_date,
            basis, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    contributor,
    contributor_kind,
    person,
    contributor_committee_id,
    committee_id,
    committee,
    cycle,
    total_usd,
    memo_usd,
    record_count,
    as_of_date,
    basis,
    file_sha256
from lake.case_contribution_total
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
