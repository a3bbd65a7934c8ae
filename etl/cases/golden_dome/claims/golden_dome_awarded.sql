-- claim: A contract for Golden Dome has been awarded to one of the three firms
-- speaker: nobody in the records loaded
-- date: undated
-- source: asked of the contract records themselves
-- source_url: https://www.usaspending.gov/search
-- expects: an award of one of the firms, or of a registration of theirs, whose record names it
-- tolerance: none
-- excludes: orders under vehicles and classified work, which no record loaded shows. That
--   nothing is found does not mean that nothing was awarded
select
    'Awards of the three whose record names Golden Dome' as part,
    count(*) || ' awards' as found,
    '>=' as test,
    nullif(count(*), 0) as value,
    1 as expected,
    list(record.record_id) as evidence
from marts.award as award
inner join marts.evidence as record on award.reported_record_id = record.record_id
where
    award.organization_id in (
        'uei:C6M7C2FLKER5', 'uei:H5JUPMRB3KX6', 'uei:FSY4LVSBGWB7', 'uei:HNN4F9JZWDY8',
        'uei:KC3CH2MSK7Q3'
    )
    and (record.note ilike '%golden dome%' or record.title ilike '%golden dome%')
