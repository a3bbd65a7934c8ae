-- title: Tables and views of the database with what they hold
-- grain: one row per table or view
-- order: schema_name, table_name
select
    schema_name,
    table_name,
    coalesce(comment, '') as about,
    estimated_size as row_count
from duckdb_tables()
where not internal and database_name = current_database()
union all
select
    schema_name,
    view_name,
    coalesce(comment, ''),
    null
from duckdb_views()
where not internal and database_name = current_database()
order by schema_name, table_name
