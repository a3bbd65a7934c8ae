-- title: The chosen entities as nodes for neo4j-admin import
-- grain: one row per entity
-- given: chosen_entity

-- the headers are those of the manual of neo4j-admin import
-- noqa: disable=RF05,RF06
select
    entity_id as "entityId:ID",
    name,
    'Entity|' || case entity_kind
        when 'congress_committee' then 'CongressCommittee'
        else upper(left(entity_kind, 1)) || substr(entity_kind, 2)
    end as ":LABEL",
    place,
    summary,
    record_url as "recordUrl",
    is_case as "isCase:boolean"
from chosen_entity
order by entity_id
