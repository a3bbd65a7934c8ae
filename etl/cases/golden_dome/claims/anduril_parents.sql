-- claim: Anduril's recorded parent changed in June 2022
-- speaker: Federal Procurement Data System
-- date: undated
-- source: FPDS vendor records
-- source_url: https://www.usaspending.gov/search?keyword=KC3CH2MSK7Q3
-- expects: two registrations over time as its parent, itself until 6 June 2022 and another from
--   15 June 2022
-- tolerance: none
-- excludes: who owns the parent, which the records do not say; a holding is an ordinary thing
select
    'Another parent is recorded from 15 June 2022' as part,
    coalesce(min(first_date)::varchar, 'no day stated') as found,
    '=' as test,
    case when count(*) > 0 then (coalesce(min(first_date) = '2022-06-15', false))::integer end
        as value,
    1 as expected,
    flatten(list(evidence)) as evidence
from marts.edge
where
    link_type = 'parent_of'
    and to_id = 'uei:KC3CH2MSK7Q3'
    and from_id = 'uei:EPJXQLHEJ4Q7'
union all
select
    'Itself is recorded as its parent until 6 June 2022',
    count(*) || ' registration',
    '=',
    nullif(count(*), 0),
    1,
    list(record_id)
from marts.evidence
where record_kind = 'registration' and title like '%UEI KC3CH2MSK7Q3 parent KC3CH2MSK7Q3'
