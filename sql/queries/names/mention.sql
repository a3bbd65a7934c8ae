-- title: Each name asked about with its state once, as a build holds it
-- grain: one row per name and state
-- given: asked
select
    name,
    state_code,
    md5_number(concat_ws('|', name, coalesce(state_code, ''))) as mention_id
from asked
where name is not null
group by name, state_code
