-- title: The chosen links
-- grain: one row per link
-- given: chosen_edge
select * exclude (link_number) -- noqa: AM04
from chosen_edge
order by link_id
