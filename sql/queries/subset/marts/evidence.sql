-- title: The public record behind every id that is cited here
-- grain: one row per record
-- given: wanted
-- order: record_id
with found as (
    select record.rowid as record_row
    from marts.evidence as record
    inner join wanted on record.record_number = md5_number_lower(wanted.record_id)
    where record.record_id = wanted.record_id
)

select columns(*)
from marts.evidence
-- found by row first: the texts of a record are costly to read
where rowid in (select found.record_row from found)
