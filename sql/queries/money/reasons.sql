-- title: Why a dollar counts, or does not
-- grain: one row per reason that a row has
-- order: "rows" desc, "reason"
-- note: Two measures: who gave (each dollar at its true source) and what committees received.
-- Beside them: rows that fec.gov shows as individual contributions and we do not count, and the
-- other way round.
select
    replace(count_reason, '_', ' ') as "reason",
    description,
    row_count as "rows",
    amount_usd as "amount USD",
    who_gave_usd as "who gave USD",
    committee_received_usd as "committee received USD",
    memo_usd as "memo (beside) USD",
    only_ours_row_count as "rows only we count",
    only_ours_usd as "only we count USD",
    only_fec_row_count as "rows only fec.gov",
    only_fec_usd as "only fec.gov USD"
from marts.money_reason
where row_count > 0
