-- title: Published files behind this database
-- grain: one row per file and table
-- key: table_name, sha256
select
    table_name,
    file_name,
    file_sha256 as sha256,
    published_date,
    cycle,
    rows_read,
    rows_loaded,
    rows_rejected,
    first_date,
    last_date
from staging.source_file
