-- title: Contributions as they are compared between two databases
-- grain: one row per record
-- note: key tells rows apart, said is what counts as a change, the rest is how a change is told;
-- without ends: a record belongs to a case whose links it stands behind
select
    rowid as watched_row,
    record_id as key,
    concat_ws(
        ' ', name, '/', filer_committee_id, '(type', transaction_type_code || ')'
    ) as title,
    transaction_date as day,
    amount_usd as usd,
    record_url as url,
    file_sha256 as file,
    null::varchar as code,
    []::varchar[] as ends,
    true as is_told,
    {
        'filer_committee_id': filer_committee_id,
        'transaction_type_code': transaction_type_code,
        'name': name,
        'employer': employer,
        'occupation': occupation,
        'transaction_date': transaction_date,
        'amount_usd': amount_usd,
        'other_id': other_id,
        'memo_code': memo_code,
        'count_reason': count_reason,
        'who_gave_usd': who_gave_usd,
        'committee_received_usd': committee_received_usd
    } as said
from entities.contribution
