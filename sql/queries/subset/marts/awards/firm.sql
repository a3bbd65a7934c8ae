-- title: A subject's contracts and political money side by side
-- grain: one row per firm
-- order: firm_id
select columns(*)
from marts.firm
where firm_id in (select unnest($ids))
