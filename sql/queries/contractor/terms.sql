-- title: How each award of a contractor was competed
-- grain: one row per award
select
    competition,
    ground,
    is_competed,
    offer_count
from marts.award_term
where organization_id = $organization_id
