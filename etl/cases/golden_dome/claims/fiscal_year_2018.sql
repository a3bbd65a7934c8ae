-- claim: In fiscal year 2018 some 967 million USD were obligated to SpaceX and 149 million to
--   Palantir
-- speaker: Treasury Data Lab
-- date: undated
-- source: Treasury Data Lab contract explorer, fiscal year 2018
-- source_url: link wanted
-- expects: the explorer's figures by agency, added per firm: 967,134,865.60 and 148,624,889.27
--   USD
-- tolerance: 1
-- excludes: other years; figures of the explorer and not our sums, so they stand beside the
--   actions and are never added to them
with firm (place, firm_name, expected) as (
    values
    (1, 'SpaceX', 967134865.60),
    (2, 'Palantir and its federal subsidiary', 148624889.27)
),

obligated as (
    select
        case when title like 'SPACE EXPLORATION%' then 1 else 2 end as place,
        sum(amount_usd) as value,
        list(record_id) as evidence
    from marts.evidence
    where
        record_kind = 'reported obligations'
        and (title like 'SPACE EXPLORATION%' or title like 'PALANTIR%')
        and title like '%fiscal year 2018'
    group by case when title like 'SPACE EXPLORATION%' then 1 else 2 end
)

select
    firm.firm_name as part,
    format('{:,.2f} USD', obligated.value::double) as found,
    '=' as test,
    obligated.value,
    firm.expected,
    obligated.evidence
from firm
left join obligated on firm.place = obligated.place
order by firm.place
