-- title: New awards, each on the day it was made
-- grain: one row per award whose first day is known
-- key: award_key
-- note: an award, an order or a vehicle when it is made; a modification that funds it is never one
select
    term.award_key,
    term.organization_id,
    term.agency_id,
    term.award_date,
    coalesce(term.first_record_id, term.record_ids[1]) as record_id
from entities.award_term as term
inner join entities.award as award on term.award_key = award.award_key
where
    term.award_date is not null
    and term.organization_id like 'uei:%'
    and not award.is_undisclosed
