-- claim: The SHIELD vehicle has a ceiling of 151 billion USD for all its holders together
-- speaker: Missile Defense Agency
-- date: 2025-12-02
-- source: press reports of the agency's announcements of 2 and 18 December 2025
-- source_url: link wanted
-- expects: the announcements among the events, and a record of which of the three firms hold it
-- tolerance: none
-- excludes: what is ordered under it: a ceiling shared by over two thousand holders is no
--   spending
with held as (
    select reported_record_id
    from marts.award
    where
        organization_id in (
            'uei:C6M7C2FLKER5', 'uei:FSY4LVSBGWB7', 'uei:HNN4F9JZWDY8', 'uei:KC3CH2MSK7Q3'
        )
        and ceiling_usd = 151000000000
)

select
    'Announcements of holders' as part,
    count(*) || ': ' || string_agg(event, '; ' order by event_date) as found,
    '=' as test,
    nullif(count(*), 0) as value,
    2 as expected,
    list(record_id) as evidence
from marts.case_event
where event like '%SHIELD%'
union all
select
    'Vehicles of the three firms with that ceiling',
    count(*) || ' awards',
    '=',
    nullif(count(*), 0),
    3,
    list(reported_record_id)
from held
