-- title: The awards that a program's lines name
-- grain: one row per line and award
-- order: line_number, award_key
-- note: by key, else by number; a number may be of several awards, and all are taken
with line as (
    select
        unnest($line_numbers::integer[]) as line_number,
        unnest($award_keys::varchar[]) as award_key,
        unnest($piid_keys::varchar[]) as piid_key
),

by_key as (
    select
        line.line_number,
        award.award_key
    from line
    inner join marts.award as award on line.award_key = award.award_key
),

by_number as (
    select
        line.line_number,
        award.award_key
    from line
    inner join marts.search_award as award on line.piid_key = award.piid_key
    where
        line.award_key = ''
        and line.piid_key <> ''
)

select
    line_number,
    award_key
from by_key
union all
select
    line_number,
    award_key
from by_number
