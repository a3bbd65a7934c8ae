-- title: Federal contract awards, as the publisher's award page gives them
-- grain: one row per award_key, from the newest file that holds it
-- key: record_id
-- column award_obligated_usd: the award's own reported total
-- column ceiling_usd: base and all options; not spending
-- column subaward_total_usd: as reported by the prime contractor; never added to the award
-- column offer_count: number_of_offers_received; null for 999
-- column offer_note: 'not applicable' for 999; null where the count is given or unknown
-- column is_undisclosed: the name is of staging.undisclosed_name, which many share
-- column recipient_uei: null where undisclosed: the publisher's stand-in UEI is no one's
-- column sub_agency_code: four-digit FPDS code of the awarding sub-agency
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name = 'usaspending_api_award_detail'
)

select
    'usaspending:api_award_detail:' || filed.award_key as record_id,
    'https://www.usaspending.gov/award/' || filed.award_key || '/' as record_url,
    filed.award_key,
    nullif(trim(filed.piid), '') as piid,
    nullif(trim(filed.category), '') as category,
    nullif(trim(filed.award_type_code), '') as award_type_code,
    nullif(trim(filed.award_type), '') as award_type,
    nullif(trim(filed.description), '') as description,
    filed.award_obligated_usd,
    filed.exercised_value_usd,
    filed.ceiling_usd,
    filed.subaward_count,
    filed.subaward_total_usd,
    filed.base_action_date,
    nullif(trim(filed.vehicle_key), '') as vehicle_key,
    nullif(trim(filed.parent_piid), '') as parent_piid,
    nullif(trim(filed.agency_code), '') as agency_code,
    nullif(trim(filed.agency_name), '') as agency_name,
    coalesce(nullif(trim(filed.sub_agency_code), ''), nullif(trim(filed.agency_code), ''))
        as sub_agency_code,
    coalesce(
        nullif(trim(filed.sub_agency_name), ''),
        nullif(trim(filed.agency_name), ''),
        'Agency not named'
    ) as sub_agency_name,
    nullif(trim(filed.funding_agency_code), '') as funding_agency_code,
    filed.start_date,
    filed.end_date,
    filed.potential_end_date,
    filed.last_modified_at,
    case
        when withheld.name is null
            then nullif(upper(regexp_replace(filed.recipient_uei, '\s', '', 'g')), '')
    end as recipient_uei,
    coalesce(nullif(trim(filed.recipient_name), ''), 'Recipient not named') as recipient_name,
    nullif(trim(filed.recipient_city_name), '') as recipient_city_name,
    nullif(trim(filed.recipient_state_code), '') as recipient_state_code,
    case
        when withheld.name is null
            then nullif(upper(regexp_replace(filed.parent_uei, '\s', '', 'g')), '')
    end as parent_uei,
    case when withheld.name is null then nullif(trim(filed.parent_name), '') end
        as parent_name,
    withheld.name is not null as is_undisclosed,
    nullif(trim(filed.extent_competed), '') as extent_competed,
    case when filed.offer_count <> 999 then filed.offer_count end as offer_count,
    case when filed.offer_count = 999 then 'not applicable' end as offer_note,
    nullif(trim(filed.solicitation_id), '') as solicitation_id,
    nullif(trim(filed.product_or_service_code), '') as product_or_service_code,
    nullif(trim(filed.naics_code), '') as naics_code,
    filed.problems,
    filed.file_sha256
from lake.usaspending_api_award_detail as filed
left join files on filed.file_sha256 = files.file_sha256
left join staging.undisclosed_name as withheld on filed.recipient_name = withheld.name
qualify row_number() over (
    partition by filed.award_key
    order by
        files.published_date desc nulls last,
        files.retrieved_at desc nulls last,
        filed.file_sha256 desc
) = 1
