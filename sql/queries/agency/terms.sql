-- title: How each award of an agency was competed
-- grain: one row per award
select
    competition,
    ground,
    is_competed,
    offer_count
from marts.award_term
where agency_id = $agency_id
