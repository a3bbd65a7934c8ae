-- title: The published files behind the database
-- grain: one row per file and table
select * -- noqa: AM04
from marts.source_file
order by table_name, sha256
