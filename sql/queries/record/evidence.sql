-- title: Records
-- grain: one row per record
-- given: cited
-- order: "date" nulls last, "record id"
-- note: A row without a link has no page of its own at the publisher: it stands in the published
-- file named beside it.
-- empty: The records are not in the database that is loaded now.
with found as (
    -- found by row first: the texts of a record are costly to read
    select record.rowid as record_row
    from cited
    inner join marts.evidence as record
        on md5_number_lower(cited.record_id) = record.record_number
)

select
    record.record_date as "date",
    record.title as "record",
    record.amount_usd as "USD",
    record.note,
    record.record_url as "open",
    record.source_file as "published file",
    record.published_date as "published",
    record.record_id as "record id",
    record.source_sha256 as "SHA-256 of the file"
from marts.evidence as record
where record.rowid in (select found.record_row from found)
