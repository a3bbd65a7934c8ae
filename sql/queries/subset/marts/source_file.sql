-- title: The published files behind the cited records
-- grain: one row per file and table
-- given: wanted
-- order: table_name, file_name, sha256
select columns(*)
from marts.source_file
where sha256 in (select wanted.sha256 from wanted)
