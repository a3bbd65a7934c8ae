-- title: Federal contract awards, as the publisher's search gives them
-- grain: one row per award_key, from the newest file that holds it
-- key: record_id
-- column award_obligated_usd: the award's own reported total
-- column is_undisclosed: the name is of staging.undisclosed_name, which many share
-- column recipient_uei: null where undisclosed: the publisher's stand-in UEI is no one's
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name = 'usaspending_api_award'
)

select
    'usaspending:api_award:' || filed.award_key as record_id,
    'https://www.usaspending.gov/award/' || filed.award_key || '/' as record_url,
    filed.award_key,
    nullif(trim(filed.piid), '') as piid,
    filed.award_obligated_usd,
    nullif(trim(filed.agency_name), '') as agency_name,
    coalesce(
        nullif(trim(filed.sub_agency_name), ''),
        nullif(trim(filed.agency_name), ''),
        'Agency not named'
    ) as sub_agency_name,
    case
        when withheld.name is null
            then nullif(upper(regexp_replace(filed.recipient_uei, '\s', '', 'g')), '')
    end as recipient_uei,
    withheld.name is not null as is_undisclosed,
    coalesce(nullif(trim(filed.recipient_name), ''), 'Recipient not named') as recipient_name,
    nullif(trim(filed.description), '') as description,
    filed.last_modified_at,
    filed.problems,
    filed.file_sha256
from lake.usaspending_api_award as filed
left join files on filed.file_sha256 = files.file_sha256
left join staging.undisclosed_name as withheld on filed.recipient_name = withheld.name
qualify row_number() over (
    partition by filed.award_key
    order by
        files.published_date desc nulls last,
        files.retrieved_at desc nulls last,
        filed.file_sha256 desc
) = 1
