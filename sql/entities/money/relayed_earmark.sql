-- title: Earmarked gifts that one intermediary sent to the next
-- grain: one row per intermediary's row whose money the next intermediary passed on
-- key: record_id
-- params: earmark_days=10
-- note: the same name and amount, within earmark_days, from the committee that the first row names:
-- the dollar is the last recipient's, and counts once
-- column next_record_id: the row with which it was passed on, the nearest in time
with passed_on as (
    select
        filed.record_id,
        filed.filer_committee_id,
        conduit_row.recipient_id,
        upper(filed.name) as name,
        filed.amount_usd,
        filed.transaction_date
    from entities.transaction as filed
    inner join entities.conduit_row as conduit_row on filed.record_id = conduit_row.record_id
    anti join entities.repeated_filing as repeated on filed.record_id = repeated.record_id
    where not conduit_row.is_recipients and filed.transaction_date is not null
)

select
    first.record_id,
    arg_min(
        next.record_id,
        (abs(next.transaction_date - first.transaction_date), next.record_id)
    ) as next_record_id
from passed_on as first
inner join passed_on as next
    on
        first.recipient_id = next.filer_committee_id
        and first.filer_committee_id <> next.recipient_id
        and first.name = next.name
        and first.amount_usd = next.amount_usd
        and abs(next.transaction_date - first.transaction_date)
        <= getvariable('earmark_days')::integer
group by first.record_id
