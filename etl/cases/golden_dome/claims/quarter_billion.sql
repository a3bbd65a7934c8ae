-- claim: One founder gave more than a quarter of a billion dollars in the 2024 cycle
-- speaker: Reuters
-- date: 2025-04-17
-- source: Reuters, 17 April 2025: one of the three firms' founders gave more than 250 million
--   USD
-- source_url: link wanted
-- expects: published totals of the founder of SpaceX in cycle 2024, each read in one way, over
--   250 million USD
-- tolerance: none
-- excludes: gifts that no published total covers; the three readings overlap and are never
--   added. A memo row usually repeats money that another row reports, so that the reading without
--   them is the safer lower bound
with total as (
    select *
    from marts.published_total
    where cycle = 2024 and case_id = 'golden_dome'
),

spelled as (
    select
        total_usd,
        record_id
    from total
    where contributor = 'MUSK, ELON' and committee_id is null
),

memo as (
    select
        coalesce(sum(memo_usd), 0) as memo_usd,
        list(record_id) as record_ids
    from total
    where contributor = 'MUSK, ELON' and committee_id is not null
),

named as (
    select
        total_usd,
        record_id
    from total
    where contributor like 'ELON MUSK REVOCABLE TRUST%'
),

part as (
    select
        1 as place,
        'One spelling of his name, memo rows included' as part,
        max(total_usd) as value,
        list(record_id) as evidence
    from spelled
    union all
    select
        2,
        'The same, memo rows left out',
        max(spelled.total_usd) - max(memo.memo_usd),
        list(spelled.record_id) || max(memo.record_ids)
    from spelled
    cross join memo
    union all
    select
        3,
        'His trust and other spellings too, by name, rounded; memo rows not told apart',
        max(total_usd),
        list(record_id)
    from named
)

select
    part,
    format('{:,.2f} USD', value::double) as found,
    '>' as test,
    value,
    250000000 as expected,
    evidence
from part
order by place
