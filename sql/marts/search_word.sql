-- title: Words of names
-- grain: one row per word
-- key: word
-- column word_number: 64 bits of the word's md5
-- column name_count: names that hold it
with words as (
    select unnest(words) as word
    from marts.search_name
)

select
    word,
    md5_number_lower(word) as word_number,
    length(word)::integer as length,
    count(*) as name_count
from words
group by word
order by word
