-- title: The names asked about, in their order
-- grain: one row per name
-- given: asked_names
select
    position,
    nullif(trim(name), '') as name,
    state_code,
    asked_date
from asked_names
