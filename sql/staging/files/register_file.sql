-- title: Files of the FEC's registers, and which of them a newer one has replaced
-- grain: one row per table, cycle and file
-- key: table_name, cycle, file_sha256
-- note: the committee, candidate and linkage file of a cycle is a whole snapshot: one of a later
-- day of publication replaces an earlier one of the same table and cycle whole, and what it lacks
-- has ended. Files of one day, or of an unknown day, replace only the lines that they hold. So does
-- a file with less than a tenth of the lines of an older one of 1,000 or more: registers do not
-- shrink like that, so it is an extract
-- column is_replaced: a newer whole snapshot has taken its place: its lines hold no longer
-- column recency_rank: larger is newer
with files as (
    select
        load.table_name,
        load.cycle,
        load.file_sha256,
        max(load.published_date) as published_date,
        max(load.rows_loaded) as rows_loaded,
        max(recency.recency_rank) as recency_rank
    from lake.load as load
    left join staging.file_recency as recency on load.file_sha256 = recency.file_sha256
    where load.table_name in ('fec_cm', 'fec_cn', 'fec_ccl') and load.cycle is not null
    group by load.table_name, load.cycle, load.file_sha256
),

replaced as (
    select distinct
        older.table_name,
        older.cycle,
        older.file_sha256
    from files as older
    inner join files as newer
        on
            older.table_name = newer.table_name
            and older.cycle = newer.cycle
            and older.published_date < newer.published_date
    where older.rows_loaded < 1000 or newer.rows_loaded * 10 >= older.rows_loaded
)

select
    files.table_name,
    files.cycle,
    files.file_sha256,
    files.published_date,
    files.recency_rank,
    replaced.file_sha256 is not null as is_replaced
from files
left join replaced
    on
        files.table_name = replaced.table_name
        and files.cycle = replaced.cycle
        and files.file_sha256 = replaced.file_sha256
