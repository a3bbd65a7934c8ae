-- title: every search brought what the publisher counts
-- grain: one row per search that lacks rows
select
    file_name,
    table_name,
    shortfall
from marts.source_file
where shortfall > 0
