-- claim: The Army made an enterprise agreement with Palantir's federal subsidiary with a ceiling
--   of 10 billion USD, without competition
-- speaker: Federal Procurement Data System
-- date: 2025-07-31
-- source: FPDS, award W519TC25D0039
-- source_url: https://www.usaspending.gov/award/CONT_IDV_W519TC25D0039_9700/
-- expects: the event as stated, and the award's own record with that ceiling
-- tolerance: none
-- excludes: what is ordered under it; a ceiling is not spending
with held as (
    select
        ceiling_usd,
        reported_record_id
    from marts.award
    where award_key = 'CONT_IDV_W519TC25D0039_9700'
)

select
    'The agreement is stated as an event' as part,
    any_value(event) as found,
    '=' as test,
    nullif(count(*), 0) as value,
    1 as expected,
    list(record_id) as evidence
from marts.case_event
where event like '%W519TC25D0039%'
union all
select
    'The ceiling in the award''s own record',
    format('{:,.2f} USD', max(ceiling_usd)::double),
    '=',
    max(ceiling_usd),
    10000000000,
    list(reported_record_id)
from held
