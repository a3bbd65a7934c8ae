-- title: Columns of the database's tables with what they say
-- grain: one row per column, of one table where table is given as schema.name
select
    schema_name,
    table_name,
    column_name,
    lower(data_type) as kind,
    coalesce(comment, '') as about
from duckdb_columns()
where
    not internal
    and database_name = current_database()
    and ($table is null or schema_name || '.' || table_name = $table)
order by schema_name, table_name, column_index
