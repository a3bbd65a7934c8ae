-- title: Lines that people have added to a seed and that cannot be read
-- grain: one row per line as written
-- given: reading
-- note: reading is the model of entities that reads the seed; places count the line's cells from 1
select
    stated,
    problems
from reading
where seed = $seed and len(problems) > 0
order by stated
