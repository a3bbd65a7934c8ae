-- title: rows read = rows loaded + rejected + left out
-- grain: one row per file and table whose counts do not add up
select
    file_name,
    table_name,
    rows_read,
    rows_loaded,
    rows_rejected,
    rows_left_out
from marts.source_file
where rows_read <> rows_loaded + rows_rejected + rows_left_out
