-- title: Flags as they are compared between two databases
-- grain: one row per flag
-- note: key tells rows apart, said is what counts as a change, the rest is how a change is told;
-- code is the indicator whose innocent explanations stand beside it
select
    rowid as watched_row,
    flag_id as key,
    concat_ws(' · ', title, organization_name, piid, object_name, agency_name) as title,
    null::date as day,
    null::decimal(18, 2) as usd,
    null::varchar as url,
    null::varchar as file,
    code,
    [organization_id, subject_id, object_id, agency_id] as ends,
    state = 'flagged' as is_told,
    {
        'code': code,
        'state': state,
        'reason': reason
    } as said
from marts.flag
