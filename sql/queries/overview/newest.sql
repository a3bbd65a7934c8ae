-- title: Newest records
-- grain: one row per record
-- order: "date" desc, ledger, "record id"
-- note: Of contributions only those that committees gave: private persons are not listed here.
select
    ledger,
    record_date as "date",
    title as "record",
    amount_usd as "USD",
    from_name as "from",
    to_name as "to",
    record_id as "record id",
    award_key as _award_key,
    to_id as _to_id,
    from_id as _from_id
from marts.newest_record
