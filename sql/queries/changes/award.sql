-- title: Awards as they are compared between two databases
-- grain: one row per award
-- note: key tells rows apart, said is what counts as a change, the rest is how a change is told
select
    rowid as watched_row,
    award_key as key,
    concat_ws(' / ', piid, recipient_name, agency_name) as title,
    first_action_date as day,
    reported_obligated_usd as usd,
    record_url as url,
    null::varchar as file,
    null::varchar as code,
    [organization_id, agency_id] as ends,
    true as is_told,
    {
        'piid': piid,
        'organization_id': organization_id,
        'recipient_name': recipient_name,
        'agency_id': agency_id,
        'agency_name': agency_name,
        'is_vehicle': is_vehicle,
        'vehicle_key': vehicle_key,
        'reported_obligated_usd': reported_obligated_usd,
        'ceiling_usd': ceiling_usd,
        'current_value_usd': current_value_usd,
        'outlayed_usd': outlayed_usd,
        'offer_count': offer_count
    } as said
from marts.award
