-- title: What the records cannot show
-- grain: one row per gap
select * -- noqa: AM04
from marts.known_gap
order by gap_id
