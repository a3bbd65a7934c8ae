-- title: The chosen awards
-- grain: one row per award
-- given: chosen_award
-- note: our own sum leaves only as published_obligated_usd, where it covers the award's own total
select * exclude (obligated_usd, difference_usd, marked_usd) -- noqa: AM04
from chosen_award
order by award_key
