-- title: How many published files are loaded, and over which days
-- grain: one row
select
    count(distinct sha256) as file_count,
    min(first_date) as first_date,
    max(last_date) as last_date
from marts.source_file
