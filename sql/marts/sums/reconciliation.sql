-- title: Our figures beside the publishers' own: committees, candidates, awards and files
-- grain: one row per subject, cycle and line
-- key: reconciliation_id
-- column our_value: our sum in USD, or our count of rows; null where nothing is loaded
-- column published_value: the publisher's own figure
-- column difference: ours less published
-- column unit: usd or rows
-- column coverage_share: ours over published; null where it cannot be said
-- column state: published (within the gate), withheld, itemized_part or not_computable
-- column reason: in words
with files as (
    select
        md5(concat_ws('|', 'file', table_name, file_sha256)) as reconciliation_id,
        file_sha256,
        file_name || ' / ' || table_name as subject_name,
        cycle,
        coalesce(rows_unique, rows_loaded + rows_rejected + rows_left_out) as row_count,
        coalesce(rows_expected, rows_read) as published_rows,
        rows_expected is null as is_counted_by_us,
        source_url,
        published_date
    from staging.source_file
),

money as (
    select
        reconciliation_id,
        subject_kind,
        subject_id,
        subject_name,
        cycle,
        line,
        our_usd,
        published_usd,
        difference_usd,
        coverage_share,
        state,
        reason,
        record_count,
        published_record_id,
        published_url,
        as_of_date
    from marts.reconciliation_committee
    union all
    select
        reconciliation_id,
        subject_kind,
        subject_id,
        subject_name,
        cycle,
        line,
        our_usd,
        published_usd,
        difference_usd,
        coverage_share,
        state,
        reason,
        record_count,
        published_record_id,
        published_url,
        as_of_date
    from marts.reconciliation_award
)

select
    reconciliation_id,
    subject_kind,
    subject_id,
    subject_name,
    cycle,
    line,
    our_usd as our_value,
    published_usd as published_value,
    difference_usd as difference,
    'usd' as unit,
    coverage_share,
    state,
    reason,
    record_count,
    published_record_id,
    published_url,
    as_of_date
from money
union all
select
    reconciliation_id,
    'file',
    file_sha256,
    subject_name,
    cycle,
    'rows',
    row_count,
    published_rows,
    row_count - published_rows,
    'rows',
    case
        when published_rows <> 0 then row_count::double / published_rows
        when row_count = 0 then 1.0
    end,
    case when row_count >= published_rows then 'published' else 'withheld' end,
    case
        when is_counted_by_us
            then 'every row of the file is loaded, set aside or left out for a stated reason'
        else 'rows by the publisher''s key beside the publisher''s own count'
    end,
    row_count as record_count,
    null,
    source_url,
    published_date
from files
