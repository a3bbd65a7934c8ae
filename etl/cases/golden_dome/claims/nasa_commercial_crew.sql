-- claim: The actions on SpaceX's commercial crew contract sum to what the award record states
-- speaker: Federal Procurement Data System
-- date: 2026-05-26
-- source: FPDS, as of June 2026
-- source_url: https://www.usaspending.gov/award/CONT_IDV_NNK14MA74C_8000/
-- expects: actions on NNK14MA74C that sum to 1,241,839,006.00 USD, over 28 actions
-- tolerance: none
-- excludes: every other award; the ceiling of 4.97 billion USD is not spending
with acted as (
    select
        sum(obligated_usd) as obligated_usd,
        count(*) as action_count,
        list(record_id) as evidence
    from marts.award_action
    where award_key = 'CONT_IDV_NNK14MA74C_8000'
    having count(*) > 0
)

select
    'Sum of the actions' as part,
    format('{:,.2f} USD', obligated_usd::double) as found,
    '=' as test,
    obligated_usd as value,
    1241839006.00 as expected,
    evidence
from acted
union all
select
    'Actions that change what is obligated',
    action_count || ' actions',
    '=',
    action_count,
    28,
    evidence
from acted
