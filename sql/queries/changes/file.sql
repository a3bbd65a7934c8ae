-- title: Published files as they are compared between two databases
-- grain: one row per file and table
-- note: stated_in is how a change names the file that holds its row
select
    table_name || '|' || sha256 as identity,
    sha256 as key,
    file_name || ' (' || table_name || ')' as title,
    published_date::varchar as day,
    source_url as url,
    'SHA-256 ' || sha256 || coalesce(', retrieved ' || retrieved_at, '') as why,
    file_name || coalesce(' of ' || published_date::varchar, '') as stated_in,
    []::varchar[] as ends
from marts.source_file
order by table_name, file_name, sha256
