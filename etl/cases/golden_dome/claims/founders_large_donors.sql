-- claim: All three firms were founded by large donors to one side
-- speaker: Reuters
-- date: 2025-04-17
-- source: Reuters, 17 April 2025: all three firms were founded by major supporters of one
--   candidate
-- source_url: link wanted
-- expects: for each firm a founder whose published total in cycle 2024 is 500,000 USD or more
--   (our reading of large), and records of the party of the committees that received it
-- tolerance: none
-- excludes: other founders, other cycles, and what is in no published total; a total is of one
--   spelling and so a lower bound. Founders gave in their own names, and not for the firms
with firm (place, firm_id, firm_name) as (
    values
    (1, 'uei:C6M7C2FLKER5', 'SpaceX'),
    (2, 'uei:FSY4LVSBGWB7', 'Palantir'),
    (3, 'uei:KC3CH2MSK7Q3', 'Anduril')
),

given as (
    select
        founded.to_id as firm_id,
        founded.from_name as founder_name,
        total.total_usd,
        founded.evidence || [total.record_id] as evidence
    from marts.edge as founded
    inner join marts.published_total as total on founded.from_id = total.entity_id
    where
        founded.link_type = 'founder_of'
        and total.cycle = 2024
        and total.committee_id is null
),

largest as (
    select
        firm_id,
        max(total_usd) as value,
        arg_max(founder_name, (total_usd, founder_name)) as founder_name,
        arg_max(evidence, (total_usd, founder_name)) as evidence
    from given
    group by firm_id
),

sided as (
    select
        count(distinct committee.committee_id) filter (where committee.party_code is not null)
            as known_count,
        count(distinct committee.party_code) as party_count,
        list(total.record_id) as evidence
    from marts.published_total as total
    inner join marts.edge as founded
        on
            total.entity_id = founded.from_id
            and founded.link_type = 'founder_of'
            and founded.to_id in (select firm_id from firm)
    left join marts.committee as committee on total.committee_id = committee.committee_id
    where total.committee_id is not null
),

part as (
    select
        firm.place,
        firm.firm_name || ': the largest published total of a founder' as part,
        format('{:,.2f} USD, {}', largest.value::double, largest.founder_name) as found,
        '>=' as test,
        largest.value,
        500000 as expected,
        largest.evidence
    from firm
    left join largest on firm.firm_id = largest.firm_id
    union all
    select
        4,
        'Parties that the committees which received it state in their registration',
        party_count || ' parties, stated by ' || known_count || ' committees',
        '=',
        nullif(party_count, 0),
        1,
        case when known_count > 0 then evidence end
    from sided
)

select
    part,
    found,
    test,
    value,
    expected,
    evidence
from part
order by place
