-- title: Names asked about that name no firm, and what they say instead
-- grain: one row per name of that kind
-- given: asked
select
    asked.position,
    listed.reason
from asked
inner join entities.name_key as key on asked.name = key.name
inner join seeds.non_employer as listed on key.name_key = listed.employer
