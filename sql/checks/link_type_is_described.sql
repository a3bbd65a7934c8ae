-- title: every link type is described
-- grain: one row per link of a type that seeds.link_type lacks
select
    link.link_id,
    link.link_type
from links.link as link
anti join seeds.link_type as type on link.link_type = type.link_type
