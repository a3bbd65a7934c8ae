-- title: Tables and views of the database with what they hold
-- grain: one row per table or view, of one of them where table is given as schema.name
with listed as (
    select
        schema_name,
        table_name,
        coalesce(comment, '') as about,
        estimated_size as row_count,
        false as is_view
    from duckdb_tables()
    where not internal and database_name = current_database()
    union all
    select
        schema_name,
        view_name,
        coalesce(comment, ''),
        null,
        true
    from duckdb_views()
    where not internal and database_name = current_database()
)

select
    schema_name,
    table_name,
    about,
    row_count,
    is_view
from listed
where $table is null or schema_name || '.' || table_name = $table
order by schema_name, table_name
