-- title: What the database was built with
-- grain: one row
select
    fingerprint,
    as_of_date,
    duckdb_version,
    python_version
from marts.build
