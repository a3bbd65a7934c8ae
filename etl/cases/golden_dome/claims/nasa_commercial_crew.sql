-- claim: The actions on SpaceX's commercial crew contract sum to what the award record states
-- source: FPDS, as of June 2026
-- expects: actions on NNK14MA74C sum to 1,241,839,006.00 USD
-- excludes: every other award; the ceiling of 4.97 billion USD is not spending
select
    sum(amount_usd) filter (where link_type = 'received_award') = 1241839006.00 as holds,
    sum(amount_usd) || ' USD over ' || sum(record_count) || ' actions' as found,
    flatten(list(evidence)) as evidence
from marts.edge
where
    link_type = 'received_award'
    and amount_basis = 'itemized'
    and from_id = 'uei:C6M7C2FLKER5'
    and to_id = 'agency:8000'
having count(*) > 0
