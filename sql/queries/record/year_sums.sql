-- title: Obligations by contractor in one fiscal year
-- grain: one row per contractor
-- order: "obligated USD" desc nulls last, _obligation_id
select
    recipient_name as "contractor",
    obligated_usd as "obligated USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    marked_usd as "marked USD",
    action_count as "actions",
    award_count as "awards",
    obligation_id as _obligation_id
from marts.obligation
where agency_id = $agency_id and fiscal_year = $fiscal_year
