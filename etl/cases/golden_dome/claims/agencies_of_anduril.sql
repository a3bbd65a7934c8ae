-- claim: Anduril holds a vehicle of Customs and Border Protection for which one offer was
--   received
-- speaker: Federal Procurement Data System
-- date: 2025-12-18
-- source: FPDS, as of June 2026
-- source_url: https://www.usaspending.gov/award/CONT_IDV_70B02C20D00000019_7014/
-- expects: award 70B02C20D00000019 of Anduril with that agency; one offer
-- tolerance: none
-- excludes: its orders, where the money is; why one offer came in: a full and open competition
--   after exclusion of sources often draws one
with held as (
    select
        offer_count,
        reported_record_id
    from marts.award
    where
        award_key = 'CONT_IDV_70B02C20D00000019_7014'
        and organization_id = 'uei:KC3CH2MSK7Q3'
        and agency_id = 'agency:7014'
)

select
    'The vehicle with Customs and Border Protection' as part,
    count(*) || ' award' as found,
    '=' as test,
    nullif(count(*), 0) as value,
    1 as expected,
    list(reported_record_id) as evidence
from held
union all
select
    'Offers received',
    max(offer_count) || ' offer',
    '=',
    max(offer_count),
    1,
    list(reported_record_id)
from held
