-- claim: For commercial crew more is obligated to Boeing than to SpaceX, after one competition
-- speaker: Federal Procurement Data System
-- date: undated
-- source: FPDS, as of June 2026, awards NNK14MA74C and NNK14MA75C
-- source_url: https://www.usaspending.gov/award/CONT_IDV_NNK14MA75C_8000/
-- expects: the total that Boeing's award reports above that of SpaceX's; three offers for each
-- tolerance: none
-- excludes: what each has delivered; the ceilings, which are not spending
with award as (
    select
        max(reported_obligated_usd) filter (where award_key = 'CONT_IDV_NNK14MA75C_8000')
            as boeing_usd,
        max(reported_obligated_usd) filter (where award_key = 'CONT_IDV_NNK14MA74C_8000')
            as spacex_usd,
        min(offer_count) as least_offers,
        max(offer_count) as most_offers,
        list(reported_record_id) as evidence
    from marts.award
    where award_key in ('CONT_IDV_NNK14MA74C_8000', 'CONT_IDV_NNK14MA75C_8000')
)

select
    'Obligated to Boeing, beside SpaceX' as part,
    format('{:,.2f} USD beside {:,.2f} USD', boeing_usd::double, spacex_usd::double) as found,
    '>' as test,
    case when spacex_usd is not null then boeing_usd end as value,
    spacex_usd as expected,
    evidence
from award
union all
select
    'Offers received for each',
    least_offers || ' and ' || most_offers,
    '=',
    case when least_offers = most_offers then least_offers end,
    3,
    evidence
from award
