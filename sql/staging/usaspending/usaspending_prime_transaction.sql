-- title: Actions on federal contracts (USAspending prime transactions)
-- grain: one row per contract_transaction_unique_key, last modified version; deletes applied
-- key: record_id
-- column obligated_usd: federal_action_obligation; negative is a de-obligation and counts
-- column award_obligated_usd: the award's own reported total; repeats on every row, never summed
-- column ceiling_usd: potential_total_value_of_award; not spending, never summed
-- column outlayed_usd: total_outlayed_amount_for_overall_award; repeats on every row, never summed
-- column current_value_usd: current_total_value_of_award; not spending, never summed
-- column offer_count: number_of_offers_received; null for 999
-- column offer_note: 'not applicable' for 999; null where the count is given or unknown
-- column parent_agency_code: FPDS agency of the vehicle that the award stands under
-- column performance_end_date: of the performance or, for a vehicle, of ordering
-- column award_type_code: A-D for awards; IDV_A to IDV_E for vehicles
-- column exercised_value_usd: base and exercised options, as this action changes it
-- column ceiling_change_usd: base and all options, as this action changes it
-- column undefinitized_code: A letter contract, B other undefinitized action, X neither; resaved
-- files hold the code in the field of its description
-- column action_type_code: see seeds.action_type; by its words where the code is left out, or the
-- code in the field of its words, as in resaved files
-- column business_size_code: S small, O other, as the contracting officer determined
-- column is_undisclosed: the name is one of seeds.undisclosed_recipient, which many share
-- column recipient_uei: null where undisclosed: the publisher's stand-in UEI is no one's
-- column sub_agency_code: four-digit FPDS code of the awarding sub-agency
with files as (
    select distinct
        file_sha256,
        published_date
    from lake.load
    where table_name = 'usaspending_prime_transaction'
),

-- read again each time: kept, its 300 columns would fill the memory
told_apart as not materialized (
    select
        *,
        correction_delete_code is not null or delta_agency_id is not null as is_delta
    from lake.usaspending_prime_transaction
),

whole_years as (
    select distinct
        agency_code,
        fiscal_year
    from told_apart
    where not is_delta
),

known_actions as (
    select changed.transaction_key
    from told_apart as changed
    where changed.is_delta
    intersect
    select whole.transaction_key
    from told_apart as whole
    where not whole.is_delta
),

-- A delta holds changes of every fiscal year: part of a year must not pass for the whole.
in_scope as not materialized (
    select whole.*
    from told_apart as whole
    where not whole.is_delta
    union all
    select changed.*
    from told_apart as changed
    left join whole_years
        on
            changed.agency_code = whole_years.agency_code
            and changed.fiscal_year = whole_years.fiscal_year
    left join known_actions on changed.transaction_key = known_actions.transaction_key
    where
        changed.is_delta
        and (
            changed.correction_delete_code = 'D'
            or whole_years.fiscal_year is not null
            or known_actions.transaction_key is not null
        )
),

repeated as (
    select transaction_key
    from in_scope
    group by transaction_key
    having count(*) > 1
),

-- only what repeats is sorted: whole rows are wide and ten years have millions
newest as (
    select version.*
    from in_scope as version
    semi join repeated on version.transaction_key = repeated.transaction_key
    left join files on version.file_sha256 = files.file_sha256
    qualify
        row_number() over (
            partition by version.transaction_key
            order by
                files.published_date desc nulls last,
                version.last_modified_at desc nulls last,
                version.file_sha256 desc
        ) = 1
),

kept as (
    select once.*
    from in_scope as once
    anti join repeated on once.transaction_key = repeated.transaction_key
    union all
    select *
    from newest
)

select
    'usaspending:' || action.transaction_key as record_id,
    coalesce(
        action.record_url, 'https://www.usaspending.gov/award/' || action.award_key || '/'
    ) as record_url,
    action.transaction_key,
    action.award_key,
    action.piid,
    action.modification_number,
    action.parent_piid,
    action.parent_award_agency_id as parent_agency_code,
    action.obligated_usd,
    action.award_obligated_usd,
    action.current_value_usd,
    action.ceiling_usd,
    action.award_outlayed_usd as outlayed_usd,
    action.action_date,
    action.fiscal_year,
    coalesce(action.period_of_performance_current_end_date, action.ordering_period_end_date)
        as performance_end_date,
    action.agency_code,
    action.agency_name,
    coalesce(action.sub_agency_code, action.agency_code) as sub_agency_code,
    coalesce(action.sub_agency_name, action.agency_name, 'Agency not named')
        as sub_agency_name,
    case when withheld.recipient_name is null then action.recipient_uei end as recipient_uei,
    coalesce(action.recipient_name, 'Recipient not named') as recipient_name,
    case when withheld.recipient_name is null then action.recipient_doing_business_as_name end
        as recipient_dba_name,
    action.recipient_city_name,
    action.recipient_state_code,
    case when withheld.recipient_name is null then action.parent_uei end as parent_uei,
    case when withheld.recipient_name is null then action.parent_name end as parent_name,
    withheld.recipient_name is not null as is_undisclosed,
    action.award_or_idv_flag,
    action.description,
    coalesce(action.award_type_code, 'IDV_' || action.idv_type_code) as award_type_code,
    upper(
        coalesce(
            action.action_type_code,
            type.action_type_code,
            case when length(action.action_type) = 1 then action.action_type end
        )
    ) as action_type_code,
    action.exercised_value_usd,
    action.ceiling_change_usd,
    action.period_of_performance_start_date as performance_start_date,
    action.solicitation_date,
    action.product_or_service_code,
    action.naics_code,
    action.extent_competed_code,
    action.extent_competed,
    action.solicitation_procedures_code,
    action.other_than_full_and_open_competition_code as not_competed_code,
    action.fair_opportunity_limited_sources_code as fair_opportunity_code,
    action.type_of_set_aside_code as set_aside_code,
    coalesce(
        action.undefinitized_action_code,
        case
            when action.undefinitized_action in ('A', 'B', 'X') then action.undefinitized_action
        end
    ) as undefinitized_code,
    coalesce(
        action.contracting_officers_determination_of_business_size_code,
        left(action.contracting_officers_determination_of_business_size, 1)
    ) as business_size_code,
    case when action.offer_count <> 999 then action.offer_count end as offer_count,
    case when action.offer_count = 999 then 'not applicable' end as offer_note,
    action.solicitation_id,
    action.last_modified_at,
    action.problems,
    action.file_sha256
from kept as action
-- by its words where the code is left out
left join seeds.action_type as type
    on action.action_type_code is null and upper(trim(action.action_type)) = upper(type.title)
left join seeds.undisclosed_recipient as withheld
    on upper(trim(action.recipient_name)) = withheld.recipient_name
where action.correction_delete_code is distinct from 'D'
