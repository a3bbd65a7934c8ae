-- title: Links as they are compared between two databases
-- grain: one row per link
-- note: key tells rows apart, said is what counts as a change, the rest is how a change is told
select
    rowid as watched_row,
    link_id as key,
    concat_ws(' ', from_name, replace(link_type, '_', ' '), to_name) as title,
    first_date as day,
    amount_usd as usd,
    null::varchar as url,
    null::varchar as file,
    null::varchar as code,
    [from_id, to_id] as ends,
    true as is_told,
    {
        'link_type': link_type,
        'from_id': from_id,
        'to_id': to_id,
        'first_date': first_date,
        'last_date': last_date,
        'amount_usd': amount_usd,
        'amount_basis': amount_basis,
        'record_count': record_count,
        'basis': basis,
        'score': score,
        'label': label
    } as said
from marts.edge
