-- claim: One fund invested in all three firms
-- source: fund's own site
-- expects: investor links from one organization to SpaceX, Palantir and Anduril
-- excludes: the size and the date of each stake, which are not stated
select
    count(distinct to_id) >= 3 as holds,
    string_agg(distinct to_name, ', ' order by to_name) as found,
    flatten(list(evidence)) as evidence
from marts.edge
where link_type = 'invested_in' and from_name = 'Founders Fund'
having count(*) > 0
