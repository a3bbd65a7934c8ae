-- title: What those who were asked have answered
-- grain: one row per answer
select * -- noqa: AM04
from marts.answer
order by answer_id
