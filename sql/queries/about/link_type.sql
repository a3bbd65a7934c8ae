-- title: What a link of each type says, what speaks against more, and where and how it is shown
-- grain: one row per type
select
    link_type,
    title,
    sentence,
    description,
    innocent,
    section,
    drawn
from marts.link_type
order by title, link_type
