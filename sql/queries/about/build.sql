-- title: What the database was built from, as of which day, and its place among the builds
-- grain: one row
-- note: every column, since earlier programs wrote no sequence
select columns(*)
from marts.build
