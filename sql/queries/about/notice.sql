-- title: The texts that stand on every page and export
-- grain: one row per notice
select text
from marts.notice
order by notice_id desc
