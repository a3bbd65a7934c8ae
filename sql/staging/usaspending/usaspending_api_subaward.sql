-- title: Sub-awards under federal contracts, as the publisher's API gives them
-- grain: one row per sub-award, from the newest file that holds any sub-award of its award
-- key: record_id
-- note: reported by the prime contractor; the API names the subcontractor without its UEI
-- column is_undisclosed: the name is of staging.undisclosed_name, which many share
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name = 'usaspending_api_subaward'
)

select
    'usaspending:api_subaward:' || filed.subaward_id as record_id,
    'https://www.usaspending.gov/award/' || filed.prime_award_key || '/' as record_url,
    filed.subaward_id,
    filed.prime_award_key,
    nullif(trim(filed.subaward_number), '') as subaward_number,
    filed.amount_usd,
    filed.action_date,
    nullif(trim(filed.recipient_name), '') as recipient_name,
    withheld.name is not null as is_undisclosed,
    nullif(trim(filed.description), '') as description,
    filed.problems,
    filed.file_sha256
from lake.usaspending_api_subaward as filed
left join files on filed.file_sha256 = files.file_sha256
left join staging.undisclosed_name as withheld on filed.recipient_name = withheld.name
qualify
    rank() over (
        partition by filed.prime_award_key
        order by
            files.published_date desc nulls last,
            files.retrieved_at desc nulls last,
            filed.file_sha256 desc
    ) = 1
    and row_number() over (
        partition by filed.subaward_id
        order by
            files.published_date desc nulls last,
            files.retrieved_at desc nulls last,
            filed.file_sha256 desc
    ) = 1
