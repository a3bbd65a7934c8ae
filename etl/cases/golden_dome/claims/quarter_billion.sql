-- claim: One founder gave more than a quarter of a billion dollars in the 2024 cycle
-- source: Reuters, 17 April 2025
-- expects: published totals of one person, spelled one way, over 250 million USD in cycle 2024
-- excludes: his trust and other spellings of his name, so this is a lower bound
select
    sum(total_usd) > 250000000 as holds,
    'published total of ' || sum(total_usd) || ' USD, ' || max(basis) as found,
    list(record_id) as evidence
from marts.published_total
where
    entity_id = (select entity_id from marts.entity where name = 'Elon Musk' and is_case)
    and contributor = 'MUSK, ELON'
    and committee_id is null
    and cycle = 2024
having count(*) > 0
