-- title: The number of a word itself
-- grain: at most one row
-- note: way 0 is the word, 1 what it begins, 2 what is spelt much like it
select
    word_number,
    0 as way,
    0 as edits
from marts.search_word
where word = $word
