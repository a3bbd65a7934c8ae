-- claim: The order came first, then a launch vehicle's award, then the article, then the
--   announcement
-- speaker: Throughline
-- date: undated
-- source: Federal Register, FPDS, Reuters and press, as each event names
-- source_url: https://www.federalregister.gov/executive-order/14186
-- expects: Executive Order 14186 before the award of FA881125DB002, that before the article, and
--   the article before the announcement of the architecture
-- tolerance: none
-- excludes: what happened between; an order of days says nothing about why
with dated as (
    select
        min(event_date) filter (where event like 'Executive Order 14186%') as ordered,
        min(event_date) filter (where event like '%FA881125DB002%') as awarded,
        min(event_date) filter (where event like 'Reuters:%') as written,
        min(event_date) filter (where event like 'White House announces%') as announced,
        list(record_id) filter (
            where event like 'Executive Order 14186%' or event like '%FA881125DB002%'
        ) as first_ids,
        list(record_id) filter (
            where event like '%FA881125DB002%' or event like 'Reuters:%'
        ) as second_ids,
        list(record_id) filter (
            where event like 'Reuters:%' or event like 'White House announces%'
        ) as third_ids
    from marts.case_event
    where case_id = 'golden_dome'
)

select
    'The order precedes the award' as part,
    ordered || ', then ' || awarded as found,
    '=' as test,
    (ordered < awarded)::integer as value,
    1 as expected,
    first_ids as evidence
from dated
union all
select
    'The award precedes the article',
    awarded || ', then ' || written,
    '=',
    (awarded < written)::integer,
    1,
    second_ids
from dated
union all
select
    'The article precedes the announcement',
    written || ', then ' || announced,
    '=',
    (written < announced)::integer,
    1,
    third_ids
from dated
