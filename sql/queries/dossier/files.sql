-- title: Published files behind the cited records
-- grain: one row per file and table
-- order: "table", "file", "SHA-256"
-- note: A file without an address was bundled with a case or loaded by hand.
select
    file_name as "file",
    table_name as "table",
    published_date as "published",
    retrieved_at::date as "retrieved",
    rows_loaded as "rows loaded",
    source_url as "open",
    sha256 as "SHA-256"
from marts.source_file
