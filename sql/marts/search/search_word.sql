-- title: Words of names
-- grain: one row per word
-- key: word
-- column word_number: 64 bits of the word's md5
-- column letters: a bit for each letter A to Z and digit 0 to 9 that the word has; one wrong letter
-- changes two of them at most
-- column name_count: names that hold it
with words as (
    select unnest(list_distinct(words)) as word
    from marts.search_name
),

counted as (
    select
        word,
        count(*) as name_count
    from words
    group by word
)

select
    word,
    md5_number_lower(word) as word_number,
    length(word)::integer as length,
    coalesce(
        list_bit_or(
            list_transform(
                list_distinct(regexp_extract_all(word, '[A-Z0-9]')),
                lambda letter:
                1::bigint << (instr('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', letter) - 1)::integer
            )
        ),
        0
    ) as letters,
    name_count
from counted
order by word
