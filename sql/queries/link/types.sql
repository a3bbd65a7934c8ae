-- title: How each type of link is drawn, and in which section it is listed
-- grain: one row per type
-- order: link_type
select
    link_type,
    section,
    drawn
from marts.link_type
