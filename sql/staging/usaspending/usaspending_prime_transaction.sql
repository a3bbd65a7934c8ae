-- title: Actions on federal contracts (USAspending prime transactions)
-- grain: one row per contract_transaction_unique_key that the newest files still hold
-- key: record_id
-- note: of several statements of an action the last modified stands, whatever the age of the file
-- that holds it: an old file found later must not win. Whether an action still stands is for the
-- files to say: a whole full file replaces the older ones of its agency and year, and what it lacks
-- was withdrawn; a delta changes only what an older full file covers, or an action that is loaded
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
-- column contract_pricing_code: FPDS type of contract: J firm fixed price, U cost plus fixed fee …
-- column holders_code: of a vehicle: M several firms hold one like it, S this one alone
-- column vehicle_holders_code: the same of the vehicle that the award stands under; every federal
-- supply schedule has several holders
-- column undefinitized_code: A letter contract, B other undefinitized action, X neither; resaved
-- files hold the code in the field of its description
-- column action_type_code: see seeds.action_type; by its words where the code is left out, or the
-- code in the field of its words, as in resaved files
-- column business_size_code: S small, O other, as the contracting officer determined
-- column is_undisclosed: the name, or the one reported on the day, is of staging.undisclosed_name,
-- which many share
-- column recipient_uei: in capitals without blanks, else by staging.unnumbered_recipient; null
-- where undisclosed: the publisher's stand-in UEI is no one's
-- column uei_basis: DUNS number | name and state, where the record itself states no UEI
-- column recipient_name: the registry's on the day of the file, not on that of the action; where
-- undisclosed, the text that says so
-- column recipient_reported_name: as reported with the action; in the registry's spelling where
-- only signs differ; the registry's where the file does not carry it
-- column parent_name: the registry's on the day of the file, not on that of the action
-- column parent_reported_name: as reported with the action, likewise
-- column sub_agency_code: four-digit FPDS code of the awarding sub-agency
with files as (
    select
        file_sha256,
        file_kind,
        replaced_date,
        coalesce(file_date, date '0001-01-01') as file_date
    from staging.usaspending_file_scope
    where table_name = 'usaspending_prime_transaction'
),

full_files as (
    select
        ltrim(scope_agency_code, '0') as agency_number,
        scope_fiscal_year,
        max(coalesce(file_date, date '0001-01-01')) as full_date
    from staging.usaspending_file_scope
    where table_name = 'usaspending_prime_transaction' and is_whole
    group by scope_agency_code, scope_fiscal_year
),

agency_years as (
    select distinct
        agency_code,
        fiscal_year
    from lake.usaspending_prime_transaction
),

covered_years as (
    select
        year.agency_code,
        year.fiscal_year,
        max(full_file.full_date) as full_date
    from agency_years as year
    inner join full_files as full_file
        on
            (
                full_file.agency_number is null
                or ltrim(year.agency_code, '0') = full_file.agency_number
            )
            and (
                full_file.scope_fiscal_year is null
                or year.fiscal_year = full_file.scope_fiscal_year
            )
    group by year.agency_code, year.fiscal_year
),

-- read again each time: kept, its 300 columns would fill the memory
told_apart as not materialized (
    select
        action.*,
        coalesce(file.file_date, date '0001-01-01') as file_date,
        covered.full_date,
        coalesce(action.correction_delete_code = 'D', false) as is_delete,
        case
            when
                action.correction_delete_code is not null
                or action.delta_agency_id is not null
                then 'delta'
            else coalesce(file.file_kind, 'extract')
        end as file_kind,
        file.replaced_date
    from lake.usaspending_prime_transaction as action
    left join files as file on action.file_sha256 = file.file_sha256
    left join covered_years as covered
        on
            action.agency_code is not distinct from covered.agency_code
            and action.fiscal_year is not distinct from covered.fiscal_year
),

-- what a newer full file replaces is gone whole, and so are the changes that it already holds
in_scope as not materialized (
    select *
    from told_apart
    where
        case
            when is_delete or file_kind = 'extract' then true
            when file_kind = 'full'
                then replaced_date is null and file_date >= coalesce(full_date, file_date)
            else coalesce(file_date > full_date, true)
        end
),

repeated as (
    select transaction_key
    from in_scope
    group by transaction_key
    having count(*) > 1
),

-- from here to `standing` only keys and dates: whole rows are wide and ten years have millions
statements as (
    select
        version.transaction_key,
        version.file_sha256,
        version.is_delete,
        version.file_date,
        bool_or(version.file_kind <> 'delta') as is_known,
        count(*) as row_count,
        max(coalesce(version.last_modified_at, timestamp '0001-01-01 00:00:00')) as modified_at,
        max(version.full_date) as full_date
    from in_scope as version
    semi join repeated on version.transaction_key = repeated.transaction_key
    group by
        version.transaction_key,
        version.file_sha256,
        version.is_delete,
        version.file_date
),

decided as (
    select
        transaction_key,
        bool_or(is_known) filter (where not is_delete) as is_known,
        min(file_date) filter (where not is_delete) as first_date,
        max(file_date) filter (where not is_delete) as last_date,
        max(modified_at) filter (where not is_delete) as modified_at,
        max(file_date) filter (where is_delete) as deleted_date,
        max(modified_at) filter (where is_delete) as deleted_at,
        arg_max(
            struct_pack(
                file_sha256 := file_sha256,
                row_count := row_count,
                full_date := full_date
            ),
            struct_pack(
                modified_at := modified_at,
                file_date := file_date,
                file_sha256 := file_sha256
            )
        ) filter (where not is_delete) as newest
    from statements
    group by transaction_key
),

-- a later file that holds the action again outweighs a delete
surviving as (
    select
        transaction_key,
        first_date,
        last_date,
        newest['file_sha256'] as file_sha256,
        newest['row_count'] as row_count
    from decided
    where
        newest is not null
        and (newest['full_date'] is null or last_date >= newest['full_date'])
        and (is_known or last_date > newest['full_date'])
        and not coalesce(
            deleted_date > last_date
            or (deleted_date = last_date and deleted_at > modified_at),
            false
        )
),

once as not materialized (
    select single.*
    from in_scope as single
    anti join repeated on single.transaction_key = repeated.transaction_key
    where
        not single.is_delete
        and case
            when single.file_kind = 'delta'
                then coalesce(single.file_date > single.full_date, false)
            else single.file_date >= coalesce(single.full_date, single.file_date)
        end
),

newest as not materialized (
    select
        version.*,
        surviving.first_date,
        surviving.last_date,
        surviving.row_count
    from in_scope as version
    inner join surviving
        on
            version.transaction_key = surviving.transaction_key
            and version.file_sha256 = surviving.file_sha256
    where not version.is_delete
),

standing as not materialized (
    select
        transaction_key,
        piid,
        modification_number,
        coalesce(transaction_number, '') as transaction_number,
        parent_piid,
        action_date,
        fiscal_year,
        obligated_usd,
        recipient_uei,
        upper(recipient_name) as recipient_name,
        file_date as first_date,
        file_date as last_date
    from once
    union all
    select
        transaction_key,
        piid,
        modification_number,
        coalesce(transaction_number, '') as transaction_number,
        parent_piid,
        action_date,
        fiscal_year,
        obligated_usd,
        recipient_uei,
        upper(recipient_name) as recipient_name,
        first_date,
        last_date
    from newest
),

oldest_dates as (
    select
        action_date,
        min(last_date) as oldest_date
    from standing
    group by action_date
),

-- none where all files of a time are of one day, and few beside a delta
newcomers as (
    select standing.*
    from standing
    inner join oldest_dates on standing.action_date = oldest_dates.action_date
    where standing.first_date > oldest_dates.oldest_date
),

-- A new agency or vehicle in the key makes another key of the same action: the older one is in no
-- file since. An order's number of four digits says nothing without its vehicle.
rekeyed as (
    select distinct older.transaction_key
    from standing as older
    inner join newcomers as newer
        on
            older.piid = newer.piid
            and older.modification_number = newer.modification_number
            and older.transaction_number = newer.transaction_number
            and older.action_date = newer.action_date
            and older.obligated_usd = newer.obligated_usd
    where
        older.transaction_key <> newer.transaction_key
        and older.last_date < newer.first_date
        and coalesce(
            older.recipient_uei = newer.recipient_uei,
            older.recipient_name = newer.recipient_name,
            false
        )
        and (
            not regexp_full_match(older.piid, '[0-9]{4}')
            or older.parent_piid = newer.parent_piid
        )
),

-- two rows of one action in one file
doubled as (
    select * exclude (first_date, last_date, row_count)
    from newest
    where row_count > 1
    qualify
        row_number() over (
            partition by transaction_key
            order by
                last_modified_at desc nulls last,
                obligated_usd desc nulls last,
                ceiling_usd desc nulls last,
                description asc nulls last
        ) = 1
),

kept as (
    select *
    from once
    union all
    select * exclude (first_date, last_date, row_count)
    from newest
    where row_count = 1
    union all
    select *
    from doubled
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
    case
        when coalesce(withheld.name, reported.name) is null
            then
                coalesce(
                    nullif(upper(regexp_replace(action.recipient_uei, '\s', '', 'g')), ''),
                    unnumbered.recipient_uei
                )
    end as recipient_uei,
    case when coalesce(withheld.name, reported.name) is null then unnumbered.uei_basis end
        as uei_basis,
    coalesce(
        withheld.name, reported.name, action.recipient_name, 'Recipient not named'
    ) as recipient_name,
    case
        when
            coalesce(withheld.name, reported.name) is not null
            or action.recipient_name_raw is null
            or action.recipient_name_raw = action.recipient_name
            or regexp_replace(upper(action.recipient_name_raw), '[^A-Z0-9]', '', 'g')
            = regexp_replace(upper(action.recipient_name), '[^A-Z0-9]', '', 'g')
            then
                coalesce(
                    withheld.name, reported.name, action.recipient_name, 'Recipient not named'
                )
        else action.recipient_name_raw
    end as recipient_reported_name,
    case
        when coalesce(withheld.name, reported.name) is null
            then action.recipient_doing_business_as_name
    end as recipient_dba_name,
    action.recipient_city_name,
    action.recipient_state_code,
    case
        when coalesce(withheld.name, reported.name, stand_in.name) is null
            then nullif(upper(regexp_replace(action.parent_uei, '\s', '', 'g')), '')
    end as parent_uei,
    case
        when coalesce(withheld.name, reported.name, stand_in.name) is null then action.parent_name
    end as parent_name,
    case
        when coalesce(withheld.name, reported.name, stand_in.name) is not null then null
        when
            action.recipient_parent_name_raw is null
            or action.recipient_parent_name_raw = action.parent_name
            or regexp_replace(upper(action.recipient_parent_name_raw), '[^A-Z0-9]', '', 'g')
            = regexp_replace(upper(action.parent_name), '[^A-Z0-9]', '', 'g')
            then action.parent_name
        else action.recipient_parent_name_raw
    end as parent_reported_name,
    coalesce(withheld.name, reported.name) is not null as is_undisclosed,
    action.award_or_idv_flag,
    action.description,
    coalesce(
        nullif(upper(trim(action.award_type_code)), ''),
        'IDV_' || nullif(upper(trim(action.idv_type_code)), '')
    ) as award_type_code,
    upper(
        coalesce(
            nullif(trim(action.action_type_code), ''),
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
    nullif(upper(trim(action.extent_competed_code)), '') as extent_competed_code,
    action.extent_competed,
    nullif(upper(trim(action.solicitation_procedures_code)), '') as solicitation_procedures_code,
    nullif(upper(trim(action.other_than_full_and_open_competition_code)), '')
        as not_competed_code,
    nullif(upper(trim(action.fair_opportunity_limited_sources_code)), '') as fair_opportunity_code,
    nullif(upper(trim(action.type_of_set_aside_code)), '') as set_aside_code,
    nullif(upper(trim(action.type_of_contract_pricing_code)), '') as contract_pricing_code,
    nullif(upper(trim(action.multiple_or_single_award_idv_code)), '') as holders_code,
    nullif(
        upper(
            trim(
                coalesce(
                    action.parent_award_single_or_multiple_code,
                    case when trim(action.parent_award_type_code) = 'C' then 'M' end
                )
            )
        ),
        ''
    ) as vehicle_holders_code,
    coalesce(
        nullif(upper(trim(action.undefinitized_action_code)), ''),
        case
            when action.undefinitized_action in ('A', 'B', 'X') then action.undefinitized_action
        end
    ) as undefinitized_code,
    nullif(
        upper(
            trim(
                coalesce(
                    action.contracting_officers_determination_of_business_size_code,
                    left(action.contracting_officers_determination_of_business_size, 1)
                )
            )
        ),
        ''
    ) as business_size_code,
    case when action.offer_count <> 999 then action.offer_count end as offer_count,
    case when action.offer_count = 999 then 'not applicable' end as offer_note,
    action.solicitation_id,
    action.last_modified_at,
    action.problems,
    action.file_sha256
from kept as action
anti join rekeyed on action.transaction_key = rekeyed.transaction_key
left join staging.undisclosed_name as withheld on action.recipient_name = withheld.name
left join staging.undisclosed_name as reported on action.recipient_name_raw = reported.name
-- a parent that stands for many is none
left join staging.undisclosed_name as stand_in on action.parent_name = stand_in.name
left join staging.unnumbered_recipient as unnumbered
    on
        nullif(trim(action.recipient_uei), '') is null
        and coalesce(lpad(nullif(trim(action.recipient_duns), ''), 9, '0'), '')
        = unnumbered.recipient_duns
        and coalesce(action.recipient_name, '') = unnumbered.recipient_name
        and coalesce(action.recipient_state_code, '') = unnumbered.recipient_state_code
-- by its words where the code is left out
left join seeds.action_type as type
    on
        nullif(trim(action.action_type_code), '') is null
        and upper(trim(action.action_type)) = upper(type.title)
