-- title: Actions of firms that a subject owned on their day
-- grain: one row per action and owner
-- order: owner_id, record_id
select columns(*)
from measures.owned_action
where
    owner_number in (select md5_number_lower(unnest($ids)))
    and owner_id in (select unnest($ids))
