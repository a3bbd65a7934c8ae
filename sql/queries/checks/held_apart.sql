-- title: Contributions held out of every sum because of what they state
-- grain: one row per record, as texts, at most $count of each reason
-- order: reason, record
select
    held.count_reason as reason,
    held.record_id as record,
    coalesce(held.name, '') as name,
    coalesce(held.filer_committee_id, '') as filer,
    coalesce(held.transaction_date::varchar, '') as stated_date,
    coalesce(held.amount_usd::varchar, '') as amount,
    count(*) over (partition by held.count_reason)::varchar as row_count
from entities.contribution as held
where held.count_reason in ('implausible_amount', 'dated_ahead')
qualify
    row_number() over (partition by held.count_reason order by held.record_id)
    <= $count
order by reason, record
