-- title: The day up to which each file can speak
-- grain: one row per file
-- key: file_sha256
-- column file_date: the publisher's date; else the day it was fetched; else that of its newest
-- record, than which it cannot be older; null where none is known: the day of a build says nothing
-- of a file
-- column date_basis: published, fetched, newest record or not known
with files as (
    select
        file_sha256,
        max(published_date) as published_date,
        max(retrieved_at)::date as retrieved_date,
        max(last_date) as last_date
    from staging.source_file
    group by file_sha256
)

select
    file_sha256,
    coalesce(
        published_date,
        retrieved_date,
        case when last_date <= getvariable('as_of_date') then last_date end
    )::date as file_date,
    case
        when published_date is not null then 'published'
        when retrieved_date is not null then 'fetched'
        when last_date <= getvariable('as_of_date') then 'newest record'
        else 'not known'
    end as date_basis
from files
