-- title: What the records cannot show
-- grain: one row per gap_id
-- key: gap_id
-- note: what holds of every build, and what the loaded contract files lack of each other
select
    gap_id,
    title,
    description
from seeds.known_gap
union all
select
    gap_id,
    title,
    description
from marts.file_gap
