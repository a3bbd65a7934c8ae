-- title: Whom records name as a subject's owner, and for which days
-- grain: one row per registration, owner and connected days
-- order: organization_id, owner_span_id
select columns(*)
from marts.owner
where organization_id in (select unnest($ids))
