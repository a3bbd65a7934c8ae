-- title: Actions on federal contracts, as the publisher's API gives them
-- grain: one row per action, from the newest file that holds any action of its award
-- key: record_id
-- note: a re-fetched award replaces its earlier rows: an action that was withdrawn goes away
-- column record_id: usaspending: and the key of the bulk files
-- column transaction_key: contract_transaction_unique_key: the API puts CONT_TX_ in front of it
-- column obligated_usd: federal_action_obligation; negative is a de-obligation and counts
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name = 'usaspending_api_transaction'
)

select
    'usaspending:' || regexp_replace(filed.transaction_key, '^CONT_TX_', '') as record_id,
    'https://www.usaspending.gov/award/' || filed.award_key || '/' as record_url,
    regexp_replace(filed.transaction_key, '^CONT_TX_', '') as transaction_key,
    filed.award_key,
    nullif(trim(filed.modification_number), '') as modification_number,
    filed.obligated_usd,
    filed.action_date,
    nullif(trim(filed.action_type_code), '') as action_type_code,
    nullif(trim(filed.action_type), '') as action_type,
    nullif(trim(filed.award_type_code), '') as award_type_code,
    nullif(trim(filed.description), '') as description,
    filed.problems,
    filed.file_sha256
from lake.usaspending_api_transaction as filed
left join files on filed.file_sha256 = files.file_sha256
qualify
    rank() over (
        partition by filed.award_key
        order by
            files.published_date desc nulls last,
            files.retrieved_at desc nulls last,
            filed.file_sha256 desc
    ) = 1
    and row_number() over (
        partition by filed.transaction_key
        order by
            files.published_date desc nulls last,
            files.retrieved_at desc nulls last,
            filed.file_sha256 desc
    ) = 1
