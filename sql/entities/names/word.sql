-- title: How much a word of a name tells
-- grain: one row per word
-- key: word
-- note: bits of information, at most what its kind allows and no more than its rarity gives
-- column bits: log2 of how many names are read per name that has it; 14 for a coined word
with names as (
    select key.name_key
    from entities.organization_name as organization
    inner join entities.name_key as key on organization.name = key.name
    union
    select key.name_key
    from entities.name_reading as reading
    inner join entities.name_key as key on reading.reading = key.name
),

-- names by judgement are written for a firm and make no word more common
counted as (
    select
        word.word,
        any_value(word.kind) as kind,
        bool_or(word.is_job) as is_job,
        count(distinct names.name_key) as name_count
    from entities.name_word as word
    left join names on word.name_key = names.name_key
    group by word.word
),

everything as (
    select count(*) as name_count
    from names
    where name_key is not null
)

select
    counted.word,
    counted.kind,
    counted.is_job,
    counted.name_count,
    round(
        least(
            case
                when counted.kind in ('generic', 'department', 'filler', 'not_working') then 2.5
                when counted.kind in ('place', 'different_body', 'institution', 'occupation') then 3
                when counted.kind = 'given_name' then 4.5
                when counted.kind in ('surname', 'common') then 6
                when length(counted.word) = 1 then 1.5
                when length(counted.word) = 2 then 5
                when length(counted.word) = 3 then 8
                when regexp_full_match(counted.word, '[0-9]+') then 5
                when length(counted.word) = 4 then 11
                else 14
            end,
            log2((everything.name_count + 100000) / (counted.name_count + 0.2))
        ),
        2
    ) as bits
from counted
cross join everything
