-- title: Contract actions as they are compared between two databases
-- grain: one row per action
-- note: key tells rows apart, said is what counts as a change, the rest is how a change is told;
-- an action is told from the threshold on
select
    rowid as watched_row,
    record_id as key,
    concat_ws(' ', piid, 'modification', modification_number, '/', recipient_name) as title,
    action_date as day,
    obligated_usd as usd,
    record_url as url,
    file_sha256 as file,
    null::varchar as code,
    [organization_id, agency_id] as ends,
    abs(obligated_usd) >= $threshold as is_told,
    {
        'award_key': award_key,
        'modification_number': modification_number,
        'organization_id': organization_id,
        'agency_id': agency_id,
        'action_date': action_date,
        'obligated_usd': obligated_usd
    } as said
from marts.award_action
