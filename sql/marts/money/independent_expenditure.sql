-- title: What each spender spent for or against each candidate in a cycle
-- grain: one row per spender, candidate, support or opposition, and cycle
-- key: expenditure_id
-- note: spending that the candidate has no part in; the rows and the reason of each stand in
-- entities.independent_expenditure
-- column candidate_id: null where the rows name no candidate that can be told apart
-- column support_oppose_code: S supports, O opposes the candidate; null where not stated
-- column spent_usd: sum of the rows that are counted; zero where none is
-- column row_count: the rows in that sum
-- column held_out_usd: implausible amounts, by the rule or a judgement: shown, not counted; wide,
-- because two of them can be more than eighteen digits hold
-- column held_out_row_count: the rows in that sum
-- column repeated_usd: amounts that stand again in a kept row: not counted
-- column first_date: of the rows that are counted
-- column last_date: of the rows that are counted
select
    md5(
        coalesce(spender_id, '') || '|' || coalesce(candidate_id, '') || '|'
        || coalesce(support_oppose_code, '') || '|' || coalesce(cycle::varchar, '')
    ) as expenditure_id,
    spender_id,
    candidate_id,
    support_oppose_code,
    cycle,
    coalesce(sum(spent_usd), 0)::decimal(38, 2) as spent_usd,
    count(*) filter (where is_counted) as row_count,
    coalesce(
        sum(amount_usd) filter (where count_reason in ('held_out', 'held_out_by_judgement')), 0
    )::decimal(38, 2) as held_out_usd,
    count(*) filter (where count_reason in ('held_out', 'held_out_by_judgement'))
        as held_out_row_count,
    coalesce(
        sum(amount_usd) filter (where count_reason in ('notice_repeat', 'superseded')), 0
    )::decimal(38, 2) as repeated_usd,
    min(transaction_date) filter (where is_counted) as first_date,
    max(transaction_date) filter (where is_counted) as last_date
from entities.independent_expenditure
group by spender_id, candidate_id, support_oppose_code, cycle
