-- title: What a member's own committees took in, by cycle
-- grain: one row per cycle
-- order: cycle
-- note: committees that were the member's by the register of the cycle; null where none of them
-- agrees with its own summary, so that no total is shown
select
    own.cycle::integer as cycle,
    count(distinct own.entity_id) as committee_count,
    sum(received.committee_received_usd)::decimal(18, 2) as received_usd,
    count(received.committee_received_usd) as known_count
from marts.committee_cycle as own
left join marts.committee_received as received
    on own.entity_id = 'fec:' || received.committee_id and own.cycle = received.cycle
where own.person_id = $person_id
group by own.cycle
