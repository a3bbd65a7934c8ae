-- title: Words with few wrong letters, the nearest ones
-- grain: one row per word, at most so many
-- note: a wrong letter is one too many, too few, another, or two that changed places; one changes
-- two bits of letters at most, so that few words are compared in full. Way 0 is the word, 1 what it
-- begins, 2 what is spelt much like it
with near as materialized (
    select
        word_number,
        word,
        name_count
    from marts.search_word
    where
        length between length($word) - $edits and length($word) + $edits
        and bit_count(xor(letters, $letters::bigint)) <= 2 * $edits
),

measured as (
    select
        word_number,
        word,
        name_count,
        damerau_levenshtein(word, $word) as edits
    from near
)

select
    word_number,
    2 as way,
    edits
from measured
where edits between 1 and $edits
order by edits asc, name_count desc, word asc
limit $most
