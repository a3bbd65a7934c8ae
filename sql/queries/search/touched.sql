-- title: Names that hold a word that is meant, with what that costs
-- grain: one row per name and word that is meant
-- note: cost is the way in hundreds, wrong letters in tens, and whether the word stands elsewhere
with alike as (
    select
        unnest($positions) as asked_position,
        unnest($numbers)::ubigint as word_number,
        unnest($ways) as way,
        unnest($edits) as edits
)

select
    posting.name_number,
    posting.entity_number,
    posting.link_count,
    posting.word_count,
    posting.name_length,
    posting.search_kind,
    alike.asked_position,
    alike.way * 100
    + alike.edits * 10
    + (posting.position <> alike.asked_position)::integer as cost
from alike
inner join marts.search_posting as posting on alike.word_number = posting.word_number
