-- title: Published files behind the database, with their addresses and hashes
-- grain: one row per file and table
select
    table_name,
    file_name,
    source_url,
    retrieved_at,
    published_date,
    sha256,
    rows_loaded
from marts.source_file
order by table_name, file_name, sha256
