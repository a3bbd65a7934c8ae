-- title: Best-paid officers of recipients, as an award's own page names them
-- grain: one row per award and name, from the newest file that holds the award's page
-- key: record_id
-- note: a re-fetched award replaces its earlier officers; rows without a name are left out
-- column compensation_usd: as reported by the recipient
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name in ('usaspending_api_award_detail', 'usaspending_api_officer')
),

-- the page is the award's even where it no longer names an officer
pages as (
    select
        award_key,
        file_sha256
    from lake.usaspending_api_award_detail
    union
    select
        award_key,
        file_sha256
    from lake.usaspending_api_officer
),

newest as (
    select
        pages.award_key,
        pages.file_sha256
    from pages
    left join files on pages.file_sha256 = files.file_sha256
    qualify row_number() over (
        partition by pages.award_key
        order by
            files.published_date desc nulls last,
            files.retrieved_at desc nulls last,
            pages.file_sha256 desc
    ) = 1
),

named as (
    select
        filed.award_key,
        trim(filed.officer_name) as officer_name,
        filed.compensation_usd,
        filed.problems,
        filed.file_sha256
    from lake.usaspending_api_officer as filed
    inner join newest
        on filed.award_key = newest.award_key and filed.file_sha256 = newest.file_sha256
    where nullif(trim(filed.officer_name), '') is not null
)

select
    'usaspending:api_officer:' || md5(concat_ws('|', award_key, officer_name)) as record_id,
    'https://www.usaspending.gov/award/' || award_key || '/' as record_url,
    award_key,
    officer_name,
    compensation_usd,
    problems,
    file_sha256
from named
qualify row_number() over (
    partition by award_key, officer_name
    order by compensation_usd desc nulls last
) = 1
