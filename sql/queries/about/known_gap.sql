-- title: What the records cannot show
-- grain: one row per gap
select
    title,
    description
from marts.known_gap
order by gap_id
