-- title: What is loaded of each ledger in each of the last years, and in all before
-- grain: one row per ledger and year; the years before have none
-- order: ledger_rank, record_year nulls first
with last_year as (
    select max(record_year) as record_year
    from marts.loaded_year
    where state <> 'none'
),

recent as (
    select
        loaded.*,
        loaded.record_year > last_year.record_year - $years as is_recent
    from marts.loaded_year as loaded
    cross join last_year
    where loaded.record_year <= last_year.record_year
)

select
    ledger_code,
    ledger_rank,
    ledger,
    record_year::integer as record_year,
    period,
    state,
    reason,
    record_count
from recent
where is_recent
union all
select
    ledger_code,
    any_value(ledger_rank) as ledger_rank,
    any_value(ledger) as ledger,
    null as record_year,
    'before' as period,
    case when sum(record_count) > 0 then 'part' else 'none' end as state,
    case
        when sum(record_count) > 0 then 'single years, see the list'
        else 'no record of it is loaded'
    end as reason,
    sum(record_count)::bigint as record_count
from recent
where not is_recent
group by ledger_code
