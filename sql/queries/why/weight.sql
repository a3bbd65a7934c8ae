-- title: What each level of a comparison of names means
-- grain: one row per comparison and level
select
    comparison,
    level,
    meaning
from seeds.match_weight
order by comparison, level
