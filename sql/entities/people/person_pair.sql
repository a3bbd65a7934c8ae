-- title: Appearances that may be one person
-- grain: one row per pair of appearances
-- key: left_key, right_key
-- note: blocked by last name and first letter, with ZIP or with employer; by last name and formal
-- first name with city; by first name, ZIP and employer where the last names differ by a letter
-- (of five letters or more, and not IVANOV and IVANOVA, who are two); by ZIP where first and last
-- name have changed places; and whatever a person has judged; a last name is each of its words, by
-- their sound (entities.person_name.last_keys);
-- a block of more than crowd appearances tells nothing and is passed over
-- params: crowd=100
with keyed as (
    select
        record_key,
        zip5_code,
        employer_ref,
        list_distinct(list_transform(given_names, lambda given: left(given, 1))) as letters,
        unnest(last_keys) as last_key
    from entities.person_record
),

lettered as (
    select
        record_key,
        last_key,
        zip5_code,
        employer_ref,
        -- a short form may begin with another letter (JERRY, GERALD)
        unnest(letters) as letter
    from keyed
),

crowded_zip as (
    select
        last_key,
        letter,
        zip5_code
    from lettered
    group by last_key, letter, zip5_code
    having count(*) > getvariable('crowd')
),

crowded_employer as (
    select
        last_key,
        letter,
        employer_ref
    from lettered
    group by last_key, letter, employer_ref
    having count(*) > getvariable('crowd')
),

crowded_city as (
    select
        last_keys[1] as last_key,
        given_names[-1] as given_name,
        city_name,
        state_code
    from entities.person_record
    group by last_keys[1], given_names[-1], city_name, state_code
    having count(*) > getvariable('crowd')
),

crowded_first as (
    select
        first_name,
        zip5_code,
        employer_ref
    from entities.person_record
    group by first_name, zip5_code, employer_ref
    having count(*) > getvariable('crowd')
),

by_zip as (
    select lettered.*
    from lettered
    anti join crowded_zip as crowd
        on
            lettered.last_key = crowd.last_key
            and lettered.letter = crowd.letter
            and lettered.zip5_code = crowd.zip5_code
),

by_employer as (
    select lettered.*
    from lettered
    anti join crowded_employer as crowd
        on
            lettered.last_key = crowd.last_key
            and lettered.letter = crowd.letter
            and lettered.employer_ref = crowd.employer_ref
),

by_city as (
    select record.*
    from entities.person_record as record
    anti join crowded_city as crowd
        on
            record.last_keys[1] = crowd.last_key
            and record.given_names[-1] = crowd.given_name
            and record.city_name = crowd.city_name
            and record.state_code = crowd.state_code
),

by_first as (
    select record.*
    from entities.person_record as record
    anti join crowded_first as crowd
        on
            record.first_name = crowd.first_name
            and record.zip5_code = crowd.zip5_code
            and record.employer_ref = crowd.employer_ref
),

blocked as (
    select
        one.record_key as left_key,
        other.record_key as right_key
    from by_zip as one
    inner join by_zip as other
        on
            one.last_key = other.last_key
            and one.letter = other.letter
            and one.zip5_code = other.zip5_code
            and one.record_key < other.record_key
    union
    select
        one.record_key as left_key,
        other.record_key as right_key
    from by_employer as one
    inner join by_employer as other
        on
            one.last_key = other.last_key
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
        least(one.record_key, other.record_key) as left_key,
        greatest(one.record_key, other.record_key) as right_key
    from entities.person_record as one
    inner join entities.person_record as other
        on
            one.last_name || one.given_text = other.given_text || other.last_name
            and one.zip5_code = other.zip5_code
            and one.record_key <> other.record_key
    -- of one given name the join above tells
    where length(one.given_words[2]) > 1
    union
    select
        one.record_key as left_key,
        other.record_key as right_key
    from by_city as one
    inner join by_city as other
        on
            one.last_keys[1] = other.last_keys[1]
            and one.given_names[-1] = other.given_names[-1]
            and one.city_name = other.city_name
            and one.state_code = other.state_code
            and one.record_key < other.record_key
    union
    select
        one.record_key as left_key,
        other.record_key as right_key
    from by_first as one
    inner join by_first as other
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
        and regexp_replace(one.last_name, '([OE]V|IN|SK)(A|I|Y)$', '\1')
        <> regexp_replace(other.last_name, '([OE]V|IN|SK)(A|I|Y)$', '\1')
    union
    select
        left_key,
        right_key
    from entities.person_judgement
    where right_key is not null and verdict is not null
)

select
    left_key,
    right_key
from blocked
