-- title: Who is linked to more than one of those named
-- grain: one row per entity
-- order: "kind", "who", _other_id
-- most: 100
-- note: In the order of kinds and of the alphabet. A shared link is no link between them.
with near as (
    select
        own.entity_id,
        self.name,
        own.other_id,
        other.name as other_name,
        other.entity_kind as other_kind,
        type.title
    from marts.neighbour as own
    inner join marts.entity as self on own.entity_id = self.entity_id
    inner join marts.entity as other on own.other_id = other.entity_id
    inner join marts.link_type as type on own.link_type = type.link_type
    where list_contains($ids, own.entity_id) and not list_contains($ids, own.other_id)
)

select
    other_name as "who",
    replace(other_kind, '_', ' ') as "kind",
    count(distinct entity_id) as "of those named",
    string_agg(distinct name, ', ' order by name) as "linked to",
    string_agg(distinct title, ', ' order by title) as "by",
    other_id as _other_id
from near
group by other_name, other_id, other_kind
having count(distinct entity_id) > 1
