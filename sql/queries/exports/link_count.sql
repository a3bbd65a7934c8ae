-- title: How many links are chosen
-- grain: one row
-- given: chosen_edge
select count(*) as link_count
from chosen_edge
