-- title: Appearances to compare: the people asked about, and whoever may be one of them
-- grain: one row per appearance
-- given: asked_people
-- note: everyone of a last name that is asked about, by which its rarity is told, and those of one
-- first name and ZIP code; candidates and members of Congress stand as their registers name them
with asked as (
    select
        asked_people.position,
        asked_people.name,
        asked_people.city_name,
        asked_people.state_code,
        asked_people.zip5_code,
        asked_people.employer_ref,
        asked_people.is_idle,
        parts.last_name,
        parts.first_word,
        parts.first_name,
        parts.middle_name,
        parts.suffix,
        parts.title,
        parts.given_names,
        parts.last_keys,
        parts.given_words,
        parts.given_text
    from asked_people
    inner join entities.person_name as parts on asked_people.name = parts.name
    where
        parts.last_name is not null
        and parts.first_name is not null
        and not parts.is_couple
        and not parts.is_trust
),

surnames as (
    select last_name from asked
    union
    -- the other way round
    select first_name from asked
    where length(first_name) > 1
),

neighbours as (
    select distinct
        first_name,
        zip5_code
    from asked
    where zip5_code is not null and length(first_name) > 1
),

registered as (
    select
        candidate.person_id,
        name.name,
        name.state_code
    from entities.candidate_name as name
    inner join entities.candidate as candidate on name.candidate_id = candidate.candidate_id
    union
    select
        known.entity_id,
        known.name,
        null
    from entities.entity as known
    where known.entity_kind = 'person' and starts_with(known.entity_id, 'bioguide:')
),

kept as (
    select record.*
    from entities.person_record as record
    left join surnames on record.last_name = surnames.last_name
    left join neighbours
        on
            record.first_name = neighbours.first_name
            and record.zip5_code = neighbours.zip5_code
    where surnames.last_name is not null or neighbours.zip5_code is not null
)

select
    md5_number('asked|' || asked.position) as record_key,
    'asked' as record_kind,
    asked.name,
    asked.last_name,
    asked.first_word,
    asked.first_name,
    asked.middle_name,
    asked.suffix,
    asked.title,
    asked.given_names,
    asked.last_keys,
    asked.given_words,
    asked.given_text,
    upper(asked.city_name) as city_name,
    asked.state_code,
    asked.zip5_code,
    asked.employer_ref,
    asked.is_idle,
    null as occupation,
    null as stated_id
from asked
union all by name
select * -- noqa: AM04
from kept
union all by name
select
    md5_number(
        concat_ws(
            '|', 'register', registered.person_id, registered.name, registered.state_code
        )
    ) as record_key,
    'register' as record_kind,
    registered.name,
    parts.last_name,
    parts.first_word,
    parts.first_name,
    parts.middle_name,
    parts.suffix,
    parts.title,
    parts.given_names,
    parts.last_keys,
    parts.given_words,
    parts.given_text,
    registered.state_code,
    false as is_idle,
    registered.person_id as stated_id
from registered
inner join entities.person_name as parts on registered.name = parts.name
semi join surnames on parts.last_name = surnames.last_name
where parts.first_name is not null
