-- title: Our figures of the subjects and their awards beside the publishers' own
-- grain: one row per figure
-- order: reconciliation_id
with named as (
    select unnest($ids) as subject_id
    union
    select replace(unnest($ids), 'fec:', '')
    union
    select award_key
    from marts.award
    where organization_id in (select unnest($ids))
)

select columns(*)
from marts.reconciliation
where subject_id in (select named.subject_id from named)
