-- claim: Some 3.02 billion USD are obligated on SpaceX's lunar lander contract
-- speaker: USAspending, as quoted by a third party
-- date: 2026-04-27
-- source: the award page's figure as quoted; a figure at second hand
-- source_url: https://www.usaspending.gov/award/CONT_AWD_80MSFC20C0034_8000_-NONE-_-NONE-/
-- expects: 3,018,254,542.85 USD as the award's own total, and the actions that add up to it
-- tolerance: 0.5 %
-- excludes: every other award; what has been paid out
with held as (
    select
        reported_obligated_usd,
        obligated_usd,
        reported_record_id
    from marts.award
    where award_key = 'CONT_AWD_80MSFC20C0034_8000_-NONE-_-NONE-'
),

part as (
    select
        1 as place,
        'The award''s own total, at second hand' as part,
        max(reported_obligated_usd) as value,
        list(reported_record_id) as evidence
    from held
    union all
    select
        2,
        'Sum of its actions',
        max(obligated_usd),
        list(reported_record_id)
    from held
)

select
    part,
    format('{:,.2f} USD', value::double) as found,
    '=' as test,
    value,
    3018254542.85 as expected,
    evidence
from part
order by place
