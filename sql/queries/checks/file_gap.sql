-- title: What the contract files that are loaded lack of each other
-- grain: one row per gap
select
    gap_type,
    agency_code,
    file_name,
    from_date,
    to_date,
    title,
    description
from marts.file_gap
order by to_date asc, gap_id asc
