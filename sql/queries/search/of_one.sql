-- title: Names that hold the only word asked
-- grain: one row per name and word that is meant
-- given: touched
select
    name_number,
    entity_number,
    link_count,
    word_count,
    name_length,
    search_kind,
    cost // 100 as way,
    cost // 10 % 10 as edits,
    cost % 10 = 0 as is_beginning
from touched
