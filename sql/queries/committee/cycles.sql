-- title: What it registered as, cycle by cycle
-- grain: one row per cycle
-- order: "cycle" desc
-- note: A fact holds for the cycle whose register says it; a name, a sponsor or a candidate of one
-- cycle is not carried into another.
-- empty: no register of a cycle names it.
select
    cycle::integer as "cycle",
    name as "name",
    type as "type",
    designation as "designation",
    connected_organization as "connected organization",
    treasurer_name as "treasurer",
    person_name as "campaign of",
    person_id as _person_id
from marts.committee_cycle
where entity_id = $committee_id
