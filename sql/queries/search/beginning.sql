-- title: Longer words that begin with a word, the commonest ones
-- grain: one row per word, at most so many
-- note: way 0 is the word, 1 what it begins, 2 what is spelt much like it
select
    word_number,
    1 as way,
    0 as edits
from marts.search_word
where word > $word and word < $word || chr(1114111)
order by name_count desc, word asc
limit $most
