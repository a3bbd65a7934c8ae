-- title: Codes in contract records that no vocabulary has
-- grain: one row per table, column and code
select
    table_name,
    column_name,
    code,
    row_count,
    record_id
from marts.unknown_code
order by row_count desc, table_name asc, column_name asc, code asc
