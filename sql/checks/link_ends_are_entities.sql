-- title: both ends of every link are entities
-- grain: one row per end that marts.entity lacks
with ends as (
    select from_id as entity_id
    from links.link
    union
    select to_id
    from links.link
)

select ends.entity_id
from ends
anti join marts.entity as entity on ends.entity_id = entity.entity_id
