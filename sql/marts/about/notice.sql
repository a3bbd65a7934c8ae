-- title: Notices that stand on every page and export
-- grain: one row per notice_id
-- key: notice_id
select
    notice_id,
    text
from seeds.notice
