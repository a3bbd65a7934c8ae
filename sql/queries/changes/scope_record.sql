-- title: Records behind the links of a case's entities
-- grain: one row per link and record
-- given: scope_id
select unnest(evidence) as record_id
from marts.edge
where
    from_id in (select scope_id.entity_id from scope_id)
    or to_id in (select scope_id.entity_id from scope_id)
