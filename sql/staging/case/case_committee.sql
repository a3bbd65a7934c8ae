-- title: Committees of a case
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':committee:' || md5(
        concat_ws(
            '|',
            case_id, committee_id, committee, committee_kind, connected_organization,
            connected_uei, candidate_id, candidate, note, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    committee_id,
    committee,
    committee_kind,
    connected_organization,
    connected_uei,
    candidate_id,
    candidate,
    note,
    source_note,
    file_sha256
from lake.case_committee
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
