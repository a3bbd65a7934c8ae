-- claim: SpaceX contracts with NASA and with the Air Force
-- speaker: Federal Procurement Data System
-- date: undated
-- source: FPDS, as of June 2026, and Treasury Data Lab for fiscal year 2018
-- source_url: https://www.usaspending.gov/search?keyword=C6M7C2FLKER5
-- expects: an award or obligations of SpaceX with each of the two agencies
-- tolerance: none
-- excludes: agencies that are in no record loaded; what is obligated on orders under vehicles
with agency (place, agency_id, agency_name) as (
    values
    (1, 'agency:8000', 'NASA'),
    (2, 'agency:5700', 'Air Force')
),

held as (
    select
        to_id as agency_id,
        sum(record_count) as record_count,
        sum(amount_usd) filter (where amount_basis = 'itemized') as obligated_usd,
        list_distinct(flatten(list(evidence))) as evidence
    from marts.edge
    where link_type = 'received_award' and from_id = 'uei:C6M7C2FLKER5'
    group by to_id
)

select
    'Awards or obligations with ' || agency.agency_name as part,
    held.record_count || ' records; by actions loaded '
    || coalesce(format('{:,.2f} USD', held.obligated_usd::double), 'not stated') as found,
    '>=' as test,
    held.record_count as value,
    1 as expected,
    held.evidence
from agency
left join held on agency.agency_id = held.agency_id
order by agency.place
