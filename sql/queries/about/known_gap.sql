-- title: What the records cannot show
-- grain: one row per gap
-- order: _gap_id
select
    title,
    description,
    gap_id as _gap_id
from marts.known_gap
order by gap_id
