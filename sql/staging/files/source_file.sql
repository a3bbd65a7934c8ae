-- title: Published files in the lake, with the count that proves each
-- grain: one row per file and table
-- key: table_name, file_sha256
select
    table_name,
    file_name,
    file_sha256,
    published_date,
    cycle,
    rows_read,
    rows_loaded,
    rows_rejected,
    first_date,
    last_date,
    rows_left_out,
    rows_unique,
    rows_expected,
    shortfall,
    source_url,
    retrieved_at
from lake.load
