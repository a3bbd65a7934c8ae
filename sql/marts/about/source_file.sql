-- title: Published files behind this database
-- grain: one row per file and table
-- key: table_name, sha256
-- column rows_left_out: rows of a search that repeat, or are not what was asked for
-- column rows_expected: the publisher's own exact count of a search; null where it gives none
-- column rows_unique: rows that the search brought, by the publisher's key
-- column shortfall: rows that the publisher counts and did not give
-- column source_url: where it was fetched; null for a file that was brought by hand
select
    table_name,
    file_name,
    file_sha256 as sha256,
    published_date,
    cycle,
    rows_read,
    rows_loaded,
    rows_rejected,
    first_date,
    last_date,
    rows_left_out,
    rows_unique,
    rows_expected,
    shortfall,
    source_url,
    retrieved_at
from staging.source_file
