-- claim: SpaceX, with Palantir and Anduril, is a frontrunner for a key part of Golden Dome
-- speaker: Reuters
-- date: 2025-04-17
-- source: Reuters, 17 April 2025
-- source_url: link wanted
-- expects: the article among the events, and an award whose record names Golden Dome for each
--   firm
-- tolerance: none
-- excludes: bids, talks and choices, which are in no public ledger: a frontrunner is not a
--   winner
with firm (place, firm_id, firm_name) as (
    values
    (1, 'uei:C6M7C2FLKER5', 'SpaceX'),
    (2, 'uei:FSY4LVSBGWB7', 'Palantir'),
    (3, 'uei:KC3CH2MSK7Q3', 'Anduril')
),

named as (
    select
        award.organization_id as firm_id,
        count(*) as award_count,
        list(record.record_id) as evidence
    from marts.award as award
    inner join marts.evidence as record on award.reported_record_id = record.record_id
    where record.note ilike '%golden dome%' or record.title ilike '%golden dome%'
    group by award.organization_id
),

part as (
    select
        0 as place,
        'Reuters reported it on 17 April 2025' as part,
        any_value(event) as found,
        nullif(count(*), 0) as value,
        list(record_id) as evidence
    from marts.case_event
    where event like 'Reuters:%' and event_date = '2025-04-17'
    union all
    select
        firm.place,
        firm.firm_name || ': an award that names Golden Dome',
        named.award_count || ' awards',
        named.award_count,
        named.evidence
    from firm
    left join named on firm.firm_id = named.firm_id
)

select
    part,
    found,
    '>=' as test,
    value,
    1 as expected,
    evidence
from part
order by place
