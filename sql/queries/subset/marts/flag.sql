-- title: Every indicator computed for a subject, at most 20,000, the flagged first
-- grain: one row per flag
-- order: flag_id
with found as (
    select rowid as flag_row
    from marts.flag
    where
        organization_number in (select md5_number_lower(unnest($ids)))
        or object_number in (select md5_number_lower(unnest($ids)))
        or subject_number in (select md5_number_lower(unnest($ids)))
        or agency_id in (select unnest($ids))
    order by state <> 'flagged', flag_id
    limit 20000
)

select columns(*)
from marts.flag
where rowid in (select found.flag_row from found)
