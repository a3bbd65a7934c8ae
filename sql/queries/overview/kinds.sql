-- title: How many entities there are of each kind
-- grain: one row per kind
select
    entity_kind,
    count(*) as entity_count
from marts.entity
group by entity_kind
order by entity_kind
