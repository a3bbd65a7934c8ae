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
-- column contract_pricing_code: FPDS type of contract: J firm fixed price, U cost plus fixed fee …
-- column holders_code: of a vehicle: M several firms hold one like it, S this one alone
-- column vehicle_holders_code: the same of the vehicle that the award stands under; every federal
-- supply schedule has several holders
-- column is_undisclosed: the name, or the one last reported, is of staging.undisclosed_name, which
-- many share
-- column recipient_uei: in capitals without blanks, else by staging.unnumbered_recipient; null
-- where undisclosed: the publisher's stand-in UEI is no one's
-- column recipient_name: the registry's on the day of the file, not on that of the action; where
-- undisclosed, the text that says so
-- column recipient_reported_name: as reported with the latest action; in the registry's spelling
-- where only signs differ; the registry's where the file does not carry it
-- column parent_name: the registry's on the day of the file, not on that of the action
-- column parent_reported_name: as reported with the latest action, likewise
with files as (
    select
        file_sha256,
        file_date
    from staging.usaspending_file_scope
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
    case
        when coalesce(withheld.name, reported.name) is null
            then
                coalesce(
                    nullif(upper(regexp_replace(award.recipient_uei, '\s', '', 'g')), ''),
                    unnumbered.recipient_uei
                )
    end as recipient_uei,
    coalesce(
        withheld.name, reported.name, award.recipient_name, 'Recipient not named'
    ) as recipient_name,
    case
        when
            coalesce(withheld.name, reported.name) is not null
            or award.recipient_name_raw is null
            or award.recipient_name_raw = award.recipient_name
            or regexp_replace(upper(award.recipient_name_raw), '[^A-Z0-9]', '', 'g')
            = regexp_replace(upper(award.recipient_name), '[^A-Z0-9]', '', 'g')
            then
                coalesce(
                    withheld.name, reported.name, award.recipient_name, 'Recipient not named'
                )
        else award.recipient_name_raw
    end as recipient_reported_name,
    case
        when coalesce(withheld.name, reported.name) is null
            then award.recipient_doing_business_as_name
    end as recipient_dba_name,
    award.recipient_city_name,
    award.recipient_state_code,
    case
        when coalesce(withheld.name, reported.name, stand_in.name) is null
            then nullif(upper(regexp_replace(award.parent_uei, '\s', '', 'g')), '')
    end as parent_uei,
    case
        when coalesce(withheld.name, reported.name, stand_in.name) is null then award.parent_name
    end as parent_name,
    case
        when coalesce(withheld.name, reported.name, stand_in.name) is not null then null
        when
            award.recipient_parent_name_raw is null
            or award.recipient_parent_name_raw = award.parent_name
            or regexp_replace(upper(award.recipient_parent_name_raw), '[^A-Z0-9]', '', 'g')
            = regexp_replace(upper(award.parent_name), '[^A-Z0-9]', '', 'g')
            then award.parent_name
        else award.recipient_parent_name_raw
    end as parent_reported_name,
    coalesce(withheld.name, reported.name) is not null as is_undisclosed,
    award.award_or_idv_flag,
    award.base_description,
    coalesce(
        nullif(upper(trim(award.award_type_code)), ''),
        'IDV_' || nullif(upper(trim(award.idv_type_code)), '')
    ) as award_type_code,
    award.period_of_performance_start_date as performance_start_date,
    award.solicitation_date,
    award.product_or_service_code,
    award.naics_code,
    nullif(upper(trim(award.extent_competed_code)), '') as extent_competed_code,
    nullif(upper(trim(award.other_than_full_and_open_competition_code)), '') as not_competed_code,
    nullif(upper(trim(award.fair_opportunity_limited_sources_code)), '') as fair_opportunity_code,
    nullif(upper(trim(award.type_of_set_aside_code)), '') as set_aside_code,
    nullif(upper(trim(award.type_of_contract_pricing_code)), '') as contract_pricing_code,
    nullif(upper(trim(award.multiple_or_single_award_idv_code)), '') as holders_code,
    nullif(
        upper(
            trim(
                coalesce(
                    award.parent_award_single_or_multiple_code,
                    case when trim(award.parent_award_type_code) = 'C' then 'M' end
                )
            )
        ),
        ''
    ) as vehicle_holders_code,
    nullif(upper(trim(award.contracting_officers_determination_of_business_size_code)), '')
        as business_size_code,
    case when award.offer_count <> 999 then award.offer_count end as offer_count,
    case when award.offer_count = 999 then 'not applicable' end as offer_note,
    award.last_modified_at,
    award.problems,
    award.file_sha256
from lake.usaspending_prime_award_summary as award
left join files on award.file_sha256 = files.file_sha256
left join staging.undisclosed_name as withheld on award.recipient_name = withheld.name
left join staging.undisclosed_name as reported on award.recipient_name_raw = reported.name
-- a parent that stands for many is none
left join staging.undisclosed_name as stand_in on award.parent_name = stand_in.name
left join staging.unnumbered_recipient as unnumbered
    on
        nullif(trim(award.recipient_uei), '') is null
        and coalesce(lpad(nullif(trim(award.recipient_duns), ''), 9, '0'), '')
        = unnumbered.recipient_duns
        and coalesce(award.recipient_name, '') = unnumbered.recipient_name
        and coalesce(award.recipient_state_code, '') = unnumbered.recipient_state_code
qualify row_number() over (
    partition by award.award_key
    order by
        award.last_modified_at desc nulls last,
        files.file_date desc nulls last,
        award.file_sha256 desc
) = 1
