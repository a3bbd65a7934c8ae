-- title: Published files
-- grain: one row per file and table
-- order: "file", "table"
select
    file_name as "file",
    table_name as "table",
    cycle,
    published_date as "published",
    rows_read as "rows read",
    rows_loaded as "loaded",
    rows_rejected as "rejected",
    rows_left_out as "left out",
    rows_expected as "publisher counts",
    first_date as "first",
    last_date as "last",
    retrieved_at::date as "fetched",
    source_url as "open",
    sha256 as "SHA-256"
from marts.source_file
