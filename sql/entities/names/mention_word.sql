-- title: The words of names to be resolved, misspellings put right
-- grain: one row per name key and word
-- key: name_key, word
-- note: only of names that no record gives a firm exactly
-- column word: as firms write it
-- column edits: letters that differ from what was written
-- column class: name | common | generic | place | job | body | institution | not_working
with words as (
    select
        written.name_key,
        coalesce(spelling.target, written.word) as word,
        coalesce(spelling.edits, 0) as edits,
        coalesce(spelling.is_first_same, true) as is_first_same,
        written.kind,
        written.is_job
    from entities.name_word as written
    anti join entities.recorded_key as firm on written.name_key = firm.name_key
    left join entities.word_spelling as spelling on written.word = spelling.word
),

known as (
    select
        words.name_key,
        words.word,
        min(words.edits) as edits,
        bool_or(words.is_first_same) as is_first_same,
        coalesce(any_value(listed.kind), any_value(words.kind)) as kind,
        bool_or(words.is_job) or coalesce(any_value(listed.is_job), false) as is_job,
        any_value(value.bits) as known_bits
    from words
    left join entities.word as value on words.word = value.word
    left join entities.listed_word as listed on words.word = listed.word
    group by words.name_key, words.word
)

select
    name_key,
    word,
    edits,
    is_first_same,
    -- a word that the database has never seen tells as much as a coined word
    coalesce(
        known_bits,
        case
            when kind in ('generic', 'department', 'filler', 'not_working') then 2.5
            when kind in ('place', 'different_body', 'institution', 'occupation') then 3
            when kind = 'given_name' then 4.5
            when kind in ('surname', 'common') then 6
            when length(word) <= 3 then 3 * length(word) - 1
            else 12
        end
    )::double as bits,
    case
        when kind in ('generic', 'place', 'institution', 'not_working') then kind
        when kind = 'different_body' then 'body'
        when kind in ('occupation', 'department', 'filler') or is_job then 'job'
        when kind in ('common', 'surname', 'given_name') then 'common'
        else 'name'
    end as class
from known
