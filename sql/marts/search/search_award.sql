-- title: Contract numbers to search by
-- grain: one row per award
-- key: award_key
-- column piid_key: the number's letters and digits in capitals; the table is sorted by it
select
    regexp_replace(upper(piid), '[^A-Z0-9]', '', 'g') as piid_key,
    award_key,
    piid,
    recipient_name,
    agency_name,
    is_vehicle,
    action_count
from marts.award
where piid is not null
order by piid_key, award_key
