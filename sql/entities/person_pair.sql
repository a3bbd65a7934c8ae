-- title: Appearances that may be one person
-- grain: one row per pair of appearances
-- key: left_key, right_key
-- note: blocked by last name and first letter, with ZIP or with employer; by last name and formal
-- first name with city; by first name, ZIP and employer where the last names differ by a letter
-- (of five letters or more); by ZIP where first and last name have changed places; and whatever a
-- person has judged
with lettered as (
    select distinct
        record_key,
        last_name,
        zip5_code,
        employer_ref,
        -- a short form may begin with another letter (JERRY, GERALD)
        unnest(list_transform(given_names, lambda given: left(given, 1))) as letter
    from entities.person_record
),

blocked as (
    select
        one.record_key as left_key,
        other.record_key as right_key
    from lettered as one
    inner join lettered as other
        on
            one.last_name = other.last_name
            and one.letter = other.letter
            and one.zip5_code = other.zip5_code
            and one.record_key < other.record_key
    union
    select
        one.record_key as left_key,
        other.record_key as right_key
    from lettered as one
    inner join lettered as other
        on
            one.last_name = other.last_name
            and one.letter = other.letter
            and one.employer_ref = other.employer_ref
            and one.record_key < other.record_key
    union
    -- the name stands the wrong way round
    select
        least(one.record_key, other.record_key) as left_key,
        greatest(one.record_key, other.record_key) as right_key
    from entities.person_record as one
    inner join entities.person_record as other
        on
            one.last_name = other.first_name
            and one.first_name = other.first_word
            and one.zip5_code = other.zip5_code
            and one.record_key <> other.record_key
    union
    select
        one.record_key as left_key,
        other.record_key as right_key
    from entities.person_record as one
    inner join entities.person_record as other
        on
            one.last_name = other.last_name
            and one.given_names[-1] = other.given_names[-1]
            and one.city_name = other.city_name
            and one.state_code = other.state_code
            and one.record_key < other.record_key
    union
    select
        one.record_key as left_key,
        other.record_key as right_key
    from entities.person_record as one
    inner join entities.person_record as other
        on
            one.first_name = other.first_name
            and one.zip5_code = other.zip5_code
            and one.employer_ref = other.employer_ref
            and one.record_key < other.record_key
    where
        length(one.last_name) >= 5
        and length(other.last_name) >= 5
        and one.last_name <> other.last_name
        and damerau_levenshtein(one.last_name, other.last_name) = 1
    union
    select
        left_key,
        right_key
    from entities.person_judgement
    where right_key is not null
)

select
    left_key,
    right_key
from blocked
