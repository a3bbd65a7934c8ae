-- claim: The founder who gave most then advised the president
-- speaker: Reuters
-- date: 2025-04-17
-- source: Reuters, 17 April 2025: special adviser to the president
-- source_url: link wanted
-- expects: a dated government role that begins after the last gift of the 2024 cycle that the
--   reports cover (25 November 2024) and runs on the day of the article
-- tolerance: none
-- excludes: what he did in that role, and whether it touched a contract. That one thing follows
--   another says nothing about why
with role as (
    select
        first_date,
        last_date,
        evidence
    from marts.edge
    where
        link_type = 'adviser_to'
        and from_name = 'Elon Musk'
        and to_name like 'Executive Office of the President%'
)

select
    'A role of government is recorded' as part,
    min(first_date) || ' to ' || max(last_date) as found,
    '=' as test,
    nullif(count(*), 0) as value,
    1 as expected,
    flatten(list(evidence)) as evidence
from role
union all
select
    'It begins after the gifts of the 2024 cycle that are reported',
    min(first_date)::varchar,
    '=',
    (min(first_date) > '2024-11-25')::integer,
    1,
    flatten(list(evidence))
from role
union all
select
    'It runs on 17 April 2025',
    min(first_date) || ' to ' || max(last_date),
    '=',
    (min(first_date) <= '2025-04-17' and max(last_date) >= '2025-04-17')::integer,
    1,
    flatten(list(evidence))
from role
