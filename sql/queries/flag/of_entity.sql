-- title: Flags that concern an entity, as their subject, the other side or the agency
-- grain: one row per flag
-- note: the flagged ones, and the test of timing whatever it says: its base rate is worth reading
select
    rowid as flag_row,
    state,
    code,
    flag_id
from marts.flag
where
    (
        organization_number = md5_number_lower($entity_id)
        or object_number = md5_number_lower($entity_id)
        or subject_number = md5_number_lower($entity_id)
        or agency_id = $entity_id
    )
    and (state = 'flagged' or code = 'TL-S01')
