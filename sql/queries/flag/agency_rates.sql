-- title: How often an indicator is flagged, by awarding agency
-- grain: one row per agency
select
    scope_id as agency_id,
    agency_name,
    flagged_count
from marts.flag_rate
where code = $code and scope_id <> 'all'
order by agency_name, scope_id
