-- title: Where each word of a name stands
-- grain: one row per name and word of it
-- key: name_number, word_number
-- column word_number: 64 bits of the word's md5; the table is sorted by it
-- column entity_number: 64 bits of the entity's md5
-- column position: where the word first stands in the name, from 1
-- column word_count: different words in the name
-- column name_length: letters of the name, to put the shorter first
-- column link_count: of the entity, to put the known before the unknown
-- column search_kind: of the entity, to count what is found by kind
with words as (
    select
        entity_number,
        name_number,
        search_kind,
        link_count,
        length(name)::integer as name_length,
        words,
        len(list_distinct(words))::integer as word_count,
        unnest(list_distinct(words)) as word
    from marts.search_name
)

select
    md5_number_lower(word) as word_number,
    entity_number,
    name_number,
    list_position(words, word)::integer as position,
    word_count,
    name_length,
    link_count,
    search_kind
from words
order by word_number, entity_number, name_number
