-- title: What each type of link means, and what it does not
-- grain: one row per link_type
-- key: link_type
select
    link_type,
    title,
    sentence,
    description,
    innocent
from seeds.link_type
