-- title: Federal contract awards (USAspending award summaries)
-- grain: one row per contract_award_unique_key, last modified version
-- key: record_id
-- column award_obligated_usd: the award's own reported total
-- column ceiling_usd: potential_total_value_of_award; not spending
with files as (
    select distinct
        file_sha256,
        published_date
    from lake.load
    where table_name = 'usaspending_prime_award_summary'
)

select
    'usaspending:award:' || award.award_key as record_id,
    coalesce(
        award.record_url, 'https://www.usaspending.gov/award/' || award.award_key || '/'
    ) as record_url,
    award.award_key,
    award.piid,
    award.award_obligated_usd,
    award.award_outlayed_usd,
    award.current_value_usd,
    award.ceiling_usd,
    award.base_action_date,
    award.latest_action_date,
    award.agency_code,
    award.agency_name,
    coalesce(award.sub_agency_code, award.agency_code) as sub_agency_code,
    coalesce(award.sub_agency_name, award.agency_name, 'Agency not named') as sub_agency_name,
    award.recipient_uei,
    coalesce(award.recipient_name, 'Recipient not named') as recipient_name,
    award.recipient_city_name,
    award.recipient_state_code,
    award.parent_uei,
    award.parent_name,
    award.award_or_idv_flag,
    award.base_description,
    award.last_modified_at,
    award.problems,
    award.file_sha256
from lake.usaspending_prime_award_summary as award
left join files on award.file_sha256 = files.file_sha256
qualify row_number() over (
    partition by award.award_key
    order by
        award.last_modified_at desc nulls last,
        files.published_date desc nulls last,
        award.file_sha256 desc
) = 1
