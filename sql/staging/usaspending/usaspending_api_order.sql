-- title: Orders and vehicles under a vehicle, as the publisher's API gives them
-- grain: one row per vehicle and award under it, from the newest file that holds the pair
-- key: record_id
-- note: who stands under whom; the money of an order is read from its own award
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name = 'usaspending_api_order'
)

select
    'usaspending:api_order:' || filed.vehicle_key || ':' || filed.award_key as record_id,
    'https://www.usaspending.gov/award/' || filed.award_key || '/' as record_url,
    filed.award_key,
    filed.vehicle_key,
    nullif(trim(filed.piid), '') as piid,
    nullif(trim(filed.award_type), '') as award_type,
    filed.award_obligated_usd,
    nullif(trim(filed.agency_name), '') as agency_name,
    nullif(trim(filed.description), '') as description,
    filed.problems,
    filed.file_sha256
from lake.usaspending_api_order as filed
left join files on filed.file_sha256 = files.file_sha256
qualify row_number() over (
    partition by filed.vehicle_key, filed.award_key
    order by
        files.published_date desc nulls last,
        files.retrieved_at desc nulls last,
        filed.file_sha256 desc
) = 1
