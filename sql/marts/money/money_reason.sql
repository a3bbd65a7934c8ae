-- title: Why dollars are in the totals or out of them, beside what fec.gov shows
-- grain: one row per reason
-- key: count_reason
-- note: fec.gov's individual contributions are openFEC's is_individual without memo rows; ours are
-- counted gifts that no committee gave, refunds apart
-- column both_row_count: rows that both count as an individual's contribution
-- column only_ours_usd: dollars that we count and fec.gov does not
-- column only_fec_usd: dollars that fec.gov counts and we do not
with compared as (
    select
        count_reason,
        amount_usd,
        who_gave_usd,
        committee_received_usd,
        memo_usd,
        coalesce(
            who_gave_usd is not null
            and is_named_giver
            and role in ('receipt', 'earmarked', 'conduit_out'),
            false
        ) as is_ours,
        is_fec_individual and coalesce(memo_code <> 'X', true) as is_fec
    from entities.contribution
),

summed as (
    select
        count_reason,
        count(*) as row_count,
        sum(amount_usd) as amount_usd,
        sum(who_gave_usd) as who_gave_usd,
        sum(committee_received_usd) as committee_received_usd,
        sum(memo_usd) as memo_usd,
        count(*) filter (where is_ours and is_fec) as both_row_count,
        sum(amount_usd) filter (where is_ours and is_fec) as both_usd,
        count(*) filter (where is_ours and not is_fec) as only_ours_row_count,
        sum(amount_usd) filter (where is_ours and not is_fec) as only_ours_usd,
        count(*) filter (where is_fec and not is_ours) as only_fec_row_count,
        sum(amount_usd) filter (where is_fec and not is_ours) as only_fec_usd
    from compared
    group by count_reason
)

select
    reason.count_reason,
    reason.description,
    coalesce(summed.row_count, 0) as row_count,
    summed.amount_usd,
    summed.who_gave_usd,
    summed.committee_received_usd,
    summed.memo_usd,
    coalesce(summed.both_row_count, 0) as both_row_count,
    summed.both_usd,
    coalesce(summed.only_ours_row_count, 0) as only_ours_row_count,
    summed.only_ours_usd,
    coalesce(summed.only_fec_row_count, 0) as only_fec_row_count,
    summed.only_fec_usd
from seeds.count_reason as reason
left join summed on reason.count_reason = summed.count_reason
