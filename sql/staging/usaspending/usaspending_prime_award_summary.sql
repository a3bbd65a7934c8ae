-- title: Federal contract awards (USAspending award summaries)
-- grain: one row per contract_award_unique_key, last modified version
-- key: record_id
-- note: recipient, parent, place, size and competition are those of the award's latest action,
-- the solicitation date of its first one
-- column award_obligated_usd: the award's own reported total
-- column ceiling_usd: potential_total_value_of_award; not spending
-- column offer_count: number_of_offers_received; null for 999
-- column offer_note: 'not applicable' for 999; null where the count is given or unknown
-- column parent_agency_code: FPDS agency of the vehicle that the award stands under
-- column performance_end_date: of the performance or, for a vehicle, of ordering
-- column is_undisclosed: the name is one of seeds.undisclosed_recipient, which many share
-- column recipient_uei: null where undisclosed: the publisher's stand-in UEI is no one's
-- column recipient_name: the registry's on the day of the file, not on that of the action
-- column recipient_reported_name: as reported with the latest action; in the registry's spelling
-- where only signs differ; the registry's where the file does not carry it
-- column parent_name: the registry's on the day of the file, not on that of the action
-- column parent_reported_name: as reported with the latest action, likewise
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
    award.parent_piid,
    award.parent_award_agency_id as parent_agency_code,
    award.award_obligated_usd,
    award.award_outlayed_usd,
    award.current_value_usd,
    award.ceiling_usd,
    award.base_action_date,
    award.latest_action_date,
    coalesce(award.period_of_performance_current_end_date, award.ordering_period_end_date)
        as performance_end_date,
    award.agency_code,
    award.agency_name,
    coalesce(award.sub_agency_code, award.agency_code) as sub_agency_code,
    coalesce(award.sub_agency_name, award.agency_name, 'Agency not named') as sub_agency_name,
    case when withheld.recipient_name is null then award.recipient_uei end as recipient_uei,
    coalesce(award.recipient_name, 'Recipient not named') as recipient_name,
    case
        when
            withheld.recipient_name is not null
            or award.recipient_name_raw is null
            or award.recipient_name_raw = award.recipient_name
            or regexp_replace(upper(award.recipient_name_raw), '[^A-Z0-9]', '', 'g')
            = regexp_replace(upper(award.recipient_name), '[^A-Z0-9]', '', 'g')
            then coalesce(award.recipient_name, 'Recipient not named')
        else award.recipient_name_raw
    end as recipient_reported_name,
    case when withheld.recipient_name is null then award.recipient_doing_business_as_name end
        as recipient_dba_name,
    award.recipient_city_name,
    award.recipient_state_code,
    case when withheld.recipient_name is null then award.parent_uei end as parent_uei,
    case when withheld.recipient_name is null then award.parent_name end as parent_name,
    case
        when withheld.recipient_name is not null then null
        when
            award.recipient_parent_name_raw is null
            or award.recipient_parent_name_raw = award.parent_name
            or regexp_replace(upper(award.recipient_parent_name_raw), '[^A-Z0-9]', '', 'g')
            = regexp_replace(upper(award.parent_name), '[^A-Z0-9]', '', 'g')
            then award.parent_name
        else award.recipient_parent_name_raw
    end as parent_reported_name,
    withheld.recipient_name is not null as is_undisclosed,
    award.award_or_idv_flag,
    award.base_description,
    coalesce(award.award_type_code, 'IDV_' || award.idv_type_code) as award_type_code,
    award.period_of_performance_start_date as performance_start_date,
    award.solicitation_date,
    award.product_or_service_code,
    award.naics_code,
    award.extent_competed_code,
    award.other_than_full_and_open_competition_code as not_competed_code,
    award.fair_opportunity_limited_sources_code as fair_opportunity_code,
    award.type_of_set_aside_code as set_aside_code,
    award.contracting_officers_determination_of_business_size_code as business_size_code,
    case when award.offer_count <> 999 then award.offer_count end as offer_count,
    case when award.offer_count = 999 then 'not applicable' end as offer_note,
    award.last_modified_at,
    award.problems,
    award.file_sha256
from lake.usaspending_prime_award_summary as award
left join files on award.file_sha256 = files.file_sha256
left join seeds.undisclosed_recipient as withheld
    on upper(trim(award.recipient_name)) = withheld.recipient_name
qualify row_number() over (
    partition by award.award_key
    order by
        award.last_modified_at desc nulls last,
        files.published_date desc nulls last,
        award.file_sha256 desc
) = 1
