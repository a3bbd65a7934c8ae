-- title: Whom each person asked about may be: one last name and a first name that may be the same
-- grain: one row per person asked about and appearance
-- note: names written the other way round, and last names that differ by a letter at one first name
-- and ZIP code, are compared as well
with asked as (
    select * from entities.person_record
    where record_kind = 'asked'
),

kept as (
    select * from entities.person_record
    where record_kind <> 'asked'
)

select
    asked.record_key as left_key,
    kept.record_key as right_key
from asked
inner join kept on asked.last_name = kept.last_name
where
    list_has_any(asked.given_names, kept.given_names)
    or left(asked.first_name, 1) = left(kept.first_name, 1)
union
select
    asked.record_key as left_key,
    kept.record_key as right_key
from asked
inner join kept on asked.last_name = kept.first_name and asked.first_name = kept.last_name
union
select
    asked.record_key as left_key,
    kept.record_key as right_key
from asked
inner join kept on asked.first_name = kept.first_name and asked.zip5_code = kept.zip5_code
where
    length(asked.last_name) >= 5
    and length(kept.last_name) >= 5
    and asked.last_name <> kept.last_name
    and damerau_levenshtein(asked.last_name, kept.last_name) = 1
