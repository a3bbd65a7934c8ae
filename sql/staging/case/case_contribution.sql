-- title: Single contributions of a case
-- grain: one row per statement
-- key: record_id
select
    coalesce(
        'fec:' || sub_id,
        'case:' || case_id || ':contribution:' || md5(
            concat_ws('|', contributor, contribution_date, amount_usd, committee_id)
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    contributor,
    contributor_kind,
    person,
    city,
    state,
    employer,
    occupation,
    contribution_date,
    amount_usd,
    committee_id,
    committee,
    transaction_type,
    memo_code,
    image_number,
    sub_id,
    candidate_id,
    filer_committee_id,
    contributor_committee_id,
    note,
    file_sha256
from lake.case_contribution
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
