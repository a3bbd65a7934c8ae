-- title: Spellings under which contributions list a person of a case (human judgements)
-- grain: one row per statement
-- key: record_id
select
    'case:' || case_id || ':person_name:' || md5(
        concat_ws(
            '|',
            case_id, person, contributor_name, employer, source_note, source_url
        )
    ) as record_id,
    source_url as record_url,
    case_id,
    person,
    contributor_name,
    employer,
    source_note,
    file_sha256
from lake.case_person_name
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
