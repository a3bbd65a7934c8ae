-- title: What the records cannot show
-- grain: one row per gap_id
-- key: gap_id
select
    gap_id,
    title,
    description
from seeds.known_gap
