-- title: What decides that a year is whole, year by year
-- grain: one row per ledger and year with records
-- order: _ledger_rank, "year" desc
-- unknown: not stated
-- note: Whole is said only where a file of the publisher that covers the period is loaded, does not
-- end before it, and does not disagree with the publisher's totals where there are some.
-- empty: nothing is loaded.
select
    ledger,
    record_year as "year",
    period as "of",
    case state when 'whole' then 'whole' else 'in part' end as "loaded",
    record_count as "records",
    reason as "because",
    first_date as "first",
    last_date as "last",
    ledger_rank as _ledger_rank
from marts.loaded_year
where state <> 'none' and ($ledger is null or ledger_code = $ledger)
