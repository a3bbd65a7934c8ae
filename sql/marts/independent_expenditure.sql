-- title: Spending for and against candidates that they have no part in
-- grain: one row per spender, candidate, side and cycle
-- key: expenditure_id
-- column spent_usd: each expenditure once, implausible filings held out
-- column held_out_usd: filings held out by the rule or by a judgement
-- column repeated_usd: notices and earlier filings of what is counted elsewhere
select
    md5(
        concat_ws(
            '|',
            spender_id,
            coalesce(candidate_id, '-'),
            coalesce(support_oppose_code, '-'),
            coalesce(cycle::varchar, '-')
        )
    ) as expenditure_id,
    spender_id,
    candidate_id,
    support_oppose_code,
    cycle,
    sum(spent_usd) as spent_usd,
    count(spent_usd) as row_count,
    sum(amount_usd) filter (where starts_with(count_reason, 'held_out')) as held_out_usd,
    count(*) filter (where starts_with(count_reason, 'held_out')) as held_out_row_count,
    sum(amount_usd) filter (where count_reason in ('notice_repeat', 'superseded'))
        as repeated_usd,
    min(transaction_date) filter (where is_counted) as first_date,
    max(transaction_date) filter (where is_counted) as last_date
from entities.independent_expenditure
group by spender_id, candidate_id, support_oppose_code, cycle
