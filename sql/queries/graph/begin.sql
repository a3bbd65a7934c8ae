-- title: Firms with the most links, to begin a graph with
-- grain: one row per firm, at most so many
select
    entity_id,
    name
from marts.entity
where entity_kind = 'organization' and link_count > 0
order by link_count desc, entity_id asc
limit $most
