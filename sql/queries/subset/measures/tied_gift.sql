-- title: Gifts tied to a subject by the role of their giver, one row per record; each gift is its
-- giver's own
-- grain: one row per organization and record
-- order: organization_id, role_code, record_id
select columns(*)
from measures.tied_gift
where organization_id in (select unnest($ids))
