-- claim: The gifts were made by people and by the firms' separate funds, not by the firms
-- speaker: Throughline
-- date: undated
-- source: 52 U.S.C. 30118 bars corporations from giving to federal candidates and parties
-- source_url: https://www.law.cornell.edu/uscode/text/52/30118
-- expects: no contribution among the records of the case whose giver is an organization
-- tolerance: none
-- excludes: separate segregated funds, which are committees of their own with voluntary gifts of
--   people; gifts that are in no record loaded
select
    'Contributions in the case that come from an organization' as part,
    count(*) filter (where edge.from_kind = 'organization') || ' of ' || count(*)
    || ' links of contribution' as found,
    '=' as test,
    case when count(*) > 0 then count(*) filter (where edge.from_kind = 'organization') end
        as value,
    0 as expected,
    list_distinct(flatten(list(edge.evidence))) as evidence
from marts.edge as edge
inner join marts.case_entity as member on edge.from_id = member.entity_id
where edge.link_type = 'contributed_to' and member.case_id = 'golden_dome'
