-- title: Up to which day the files of each ledger can speak
-- grain: one row per ledger, and one for both together
-- key: ledger
-- note: of the files that hold actions, awards and contributions; masters of names say nothing
-- column ledger: contracts, contributions, or both: what joins them speaks up to the earlier day
-- column file_date: null where no file of it is loaded, or the day of none is known
with filed as (
    select distinct
        case
            when
                regexp_matches(
                    source.table_name,
                    '^(usaspending_(prime_transaction|prime_award_summary|api_transaction'
                    || '|api_award_detail)|case_award_action)$'
                )
                then 'contracts'
            when
                regexp_matches(
                    source.table_name,
                    '^(fec_(itcont|itoth|itpas2|api_schedule_[abe])|case_contribution)$'
                )
                then 'contributions'
        end as ledger,
        file.file_date
    from staging.source_file as source
    inner join entities.file_date as file on source.file_sha256 = file.file_sha256
),

newest as (
    select
        kind.ledger,
        max(filed.file_date) as file_date
    from (select unnest(['contracts', 'contributions']) as ledger) as kind
    left join filed on kind.ledger = filed.ledger
    group by kind.ledger
)

select
    ledger,
    file_date
from newest
union all
select
    'both',
    -- least would pass over an unknown day
    case when count(file_date) = 2 then min(file_date) end
from newest
