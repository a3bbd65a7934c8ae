-- title: Where each word of a name stands
-- grain: one row per name and word of it
-- key: name_number, word_number
-- column word_number: 64 bits of the word's md5; the table is sorted by it
-- column entity_number: 64 bits of the entity's md5
-- column word_count: words in the name
-- column link_count: of the entity, to put the known before the unknown
with words as (
    select
        entity_number,
        name_number,
        link_count,
        len(words)::integer as word_count,
        unnest(words) as word
    from marts.search_name
)

select
    md5_number_lower(word) as word_number,
    entity_number,
    name_number,
    word_count,
    link_count
from words
order by word_number, entity_number, name_number
