-- claim: One fund invested in all three firms
-- speaker: Founders Fund
-- date: undated
-- source: the fund's own site
-- source_url: https://foundersfund.com/portfolio/
-- expects: a link of investment from Founders Fund to each of the three
-- tolerance: none
-- excludes: the size and the date of each stake, which are not stated, and other investors
with firm (place, firm_id, firm_name) as (
    values
    (1, 'uei:C6M7C2FLKER5', 'SpaceX'),
    (2, 'uei:FSY4LVSBGWB7', 'Palantir'),
    (3, 'uei:KC3CH2MSK7Q3', 'Anduril')
),

stake as (
    select
        to_id as firm_id,
        flatten(list(evidence)) as evidence
    from marts.edge
    where link_type = 'invested_in' and from_name = 'Founders Fund'
    group by to_id
)

select
    'Founders Fund invested in ' || firm.firm_name as part,
    'stated' as found,
    '=' as test,
    case when stake.firm_id is not null then 1 end as value,
    1 as expected,
    stake.evidence
from firm
left join stake on firm.firm_id = stake.firm_id
order by firm.place
