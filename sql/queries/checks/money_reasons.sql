-- title: For each reason: rows and dollars, and how many fec.gov counts otherwise
-- grain: one row per reason; dollars are USD, null where no row has that reason
-- order: row_count desc, count_reason asc
select
    count_reason,
    description,
    row_count,
    amount_usd,
    who_gave_usd,
    committee_received_usd,
    memo_usd,
    both_row_count,
    both_usd,
    only_ours_row_count,
    only_ours_usd,
    only_fec_row_count,
    only_fec_usd
from marts.money_reason
order by row_count desc, count_reason asc
