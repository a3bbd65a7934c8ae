-- claim: One founder gave more than a quarter of a billion dollars in the 2024 cycle
-- source: Reuters, 17 April 2025
-- expects: published totals of one person, spelled one way, over 250 million USD in cycle 2024
-- excludes: his trust and other spellings of his name, so this is a lower bound
select
    sum(total.total_usd) > 250000000 as holds,
    'published total of ' || sum(total.total_usd) || ' USD, ' || max(total.basis) as found,
    list(total.record_id) as evidence
from marts.published_total as total
inner join marts.entity as giver on total.entity_id = giver.entity_id
where
    giver.name = 'Elon Musk'
    and giver.is_case
    and total.contributor = 'MUSK, ELON'
    and total.committee_id is null
    and total.cycle = 2024
having count(*) > 0
