-- title: What the database was built from, and as of which day
-- grain: one row
select
    fingerprint,
    as_of_date
from marts.build
