-- title: Newest records
-- grain: one row per record
-- order: "date" desc, ledger, "record id"
-- note: Of contributions only those that committees gave: private persons are not listed here.
select
    record.ledger,
    record.record_date as "date",
    record.title as "record",
    record.amount_usd as "USD",
    coalesce(note.marks, 'none') as "marked: hard to believe",
    record.from_name as "from",
    record.to_name as "to",
    record.record_id as "record id",
    record.award_key as _award_key,
    record.to_id as _to_id,
    record.from_id as _from_id
from marts.newest_record as record
left join marts.mark_note as note
    on note.scope = 'record' and record.record_id = note.scope_id
