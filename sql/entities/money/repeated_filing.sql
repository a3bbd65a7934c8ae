-- title: Rows whose place a later report of the same committee has taken
-- grain: one row per itemized transaction that is not to be counted again
-- key: record_id
-- note: a transaction id alone proves nothing: payroll gifts keep theirs from report to report.
-- Reports on paper bear no number and their rows no id: there a row of an amended report takes the
-- place of one equal row of the first report of that type and cycle, each of one
-- column count_reason: duplicate_filing or superseded
-- column kept_record_id: the row that is counted; null where a whole report is replaced
-- column kept_file_number: the report that is counted
with candidates as (
    select
        filer_committee_id,
        transaction_id,
        amount_usd
    from entities.transaction
    where transaction_id is not null and file_number is not null
    group by filer_committee_id, transaction_id, amount_usd
    having min(file_number) < max(file_number)
),

same_rows as (
    select
        filed.record_id,
        filed.file_number,
        first_value(filed.record_id) over newest_first as kept_record_id,
        first_value(filed.file_number) over newest_first as kept_file_number
    from entities.transaction as filed
    inner join candidates
        on
            filed.filer_committee_id = candidates.filer_committee_id
            and filed.transaction_id = candidates.transaction_id
            and filed.amount_usd = candidates.amount_usd
    where filed.file_number is not null and filed.transaction_date is not null
    window
        newest_first as (
            partition by
                filed.filer_committee_id,
                filed.transaction_id,
                filed.amount_usd,
                filed.transaction_date,
                filed.name,
                filed.other_id,
                filed.transaction_type_code,
                filed.memo_code
            order by filed.file_number desc, filed.record_id desc
        )
),

-- the year of a report is the one that most of its rows are dated in
report as (
    select
        filer_committee_id,
        file_number,
        any_value(report_type_code) as report_type_code,
        any_value(cycle) as cycle,
        bool_or(amendment_code in ('A', 'T')) as is_amendment,
        mode(year(transaction_date)) as report_year,
        min(transaction_date) as first_date,
        max(transaction_date) as last_date
    from entities.transaction
    where
        is_electronic
        and file_number is not null
        -- notices of large gifts share one type all year long
        and report_type_code not in ('24', '48', '24H', '48H', 'CA', '90S')
    group by filer_committee_id, file_number
),

replaced_report as (
    select
        earlier.filer_committee_id,
        earlier.file_number,
        max(later.file_number) as kept_file_number
    from report as earlier
    inner join report as later
        on
            earlier.filer_committee_id = later.filer_committee_id
            and earlier.report_type_code = later.report_type_code
            and earlier.report_year = later.report_year
            and earlier.cycle = later.cycle
            and earlier.file_number < later.file_number
            and later.is_amendment
            -- two special elections of a year have reports of one type
            and earlier.first_date <= later.last_date
            and earlier.last_date >= later.first_date
    group by earlier.filer_committee_id, earlier.file_number
),

paper_row as (
    select
        record_id,
        amendment_code <> 'N' as is_amended,
        row_number() over (
            partition by
                filer_committee_id, cycle, report_type_code, transaction_type_code, name,
                state_code, zip5_code, transaction_date, amount_usd, other_id, memo_code,
                amendment_code <> 'N'
            order by record_id
        ) as row_rank,
        md5_number(
            concat_ws(
                '|', filer_committee_id, cycle, report_type_code, transaction_type_code, name,
                coalesce(state_code, ''), coalesce(zip5_code, ''), transaction_date, amount_usd,
                coalesce(other_id, ''), coalesce(memo_code, '')
            )
        ) as row_key
    from entities.transaction
    where
        file_number is null
        and transaction_id is null
        and schedule_code is null
        and amendment_code in ('N', 'A', 'T')
        and transaction_date is not null
        and amount_usd is not null
        and name is not null
        and report_type_code is not null
),

repeated as (
    select
        earlier.record_id,
        'duplicate_filing' as count_reason,
        later.record_id as kept_record_id,
        null::bigint as kept_file_number
    from paper_row as earlier
    inner join paper_row as later
        on earlier.row_key = later.row_key and earlier.row_rank = later.row_rank
    where not earlier.is_amended and later.is_amended
    union all
    select
        record_id,
        'duplicate_filing' as count_reason,
        kept_record_id,
        kept_file_number
    from same_rows
    where file_number < kept_file_number
    union all
    select
        filed.record_id,
        'superseded',
        null,
        replaced_report.kept_file_number
    from entities.transaction as filed
    inner join replaced_report
        on
            filed.filer_committee_id = replaced_report.filer_committee_id
            and filed.file_number = replaced_report.file_number
)

select * from repeated
qualify row_number() over (partition by record_id order by count_reason) = 1
