-- title: Published files by age
-- grain: one row per file
-- key: file_sha256
-- column recency_rank: larger is newer, by the day of publication, then the time of retrieval
with files as (
    select
        file_sha256,
        max(published_date) as published_date,
        max(retrieved_at) as retrieved_at
    from lake.load
    group by file_sha256
)

select
    file_sha256,
    row_number() over (
        order by
            published_date asc nulls first,
            retrieved_at asc nulls first,
            file_sha256 asc
    ) as recency_rank
from files
