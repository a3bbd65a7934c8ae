-- title: Who founded, owns, invested, advises and sits where
-- grain: one row per tie between two of the case
-- order: "who", "tie", "of", _link_id
with named as (
    select entity_id
    from marts.case_entity
    where case_id = $case_id
)

select
    edge.from_name as "who",
    type.title as "tie",
    edge.to_name as "of",
    edge.label as "says",
    edge.first_date as "first",
    edge.last_date as "last",
    edge.record_count as "records",
    edge.link_id as _link_id,
    edge.to_id as _other_id,
    edge.to_kind as _other_kind
from marts.edge as edge
inner join marts.link_type as type on edge.link_type = type.link_type
where
    edge.from_id in (select named.entity_id from named)
    and edge.to_id in (select named.entity_id from named)
    and type.section in ('ties', 'seats')
