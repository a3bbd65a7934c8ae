-- title: What a link of each type says, and what speaks against reading more into it
-- grain: one row per type
select
    link_type,
    title,
    sentence,
    description,
    innocent
from marts.link_type
order by title, link_type
