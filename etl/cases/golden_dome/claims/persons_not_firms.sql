-- claim: The gifts were made by people and by company PACs, not by the companies
-- source: Reuters, 17 April 2025
-- expects: no contribution whose giver is one of the organizations of the case
-- excludes: separate segregated funds, which are committees of their own
select
    count(*) filter (where edge.from_kind = 'organization') = 0 as holds,
    count(*) filter (where edge.from_kind = 'organization') || ' of ' || count(*)
    || ' contributions in the case come from an organization' as found,
    flatten(list(edge.evidence)) as evidence
from marts.edge as edge
inner join marts.case_entity as member on edge.from_id = member.entity_id
where edge.link_type = 'contributed_to' and member.case_id = 'golden_dome'
having count(*) > 0
