-- title: What each source says of an award
-- grain: one row per source and award, and per statement of a case
-- key: statement_id
-- note: amounts repeat on an award's every record: here each is from the latest record that has it,
-- in the order of modifications
-- column trust: orders sources that speak of one day; our own actions, highest, name who stands on
-- an award and state no amounts
-- column as_of_date: the day of the latest action, or of the latest change if that is later
-- column reported_usd: the award's own total
-- column organization_id: the firm; registration_id: the recipient as stated
-- column record_id: the record that states the total
-- column offers_received: as published; 999 means not applicable
with acted as (
    select
        action.*,
        (
            coalesce(action.action_date, date '0001-01-01'),
            coalesce(turn.office_code, 2),
            coalesce(turn.number, -1),
            action.record_id
        ) as place
    from entities.award_action as action
    left join entities.modification_order as turn
        on action.modification_number = turn.modification_number
),

gathered as (
    select
        award_key,
        arg_max(registration_id, place) as registration_id,
        arg_max(agency_id, place) as agency_id,
        min(action_date) as first_action_date,
        max(action_date) as last_action_date,
        bool_or(is_undisclosed) as is_undisclosed,
        bool_or(is_defense) as is_defense
    from acted
    group by award_key
),

placed as (
    select
        action.*,
        greatest(action.action_date, action.last_modified_at::date) as as_of_date,
        coalesce(
            action.offer_count, case when action.offer_note = 'not applicable' then 999 end
        ) as offers_received,
        (
            coalesce(action.action_date, date '0001-01-01'),
            coalesce(turn.office_code, 2),
            coalesce(turn.number, -1),
            coalesce(action.last_modified_at, timestamp '0001-01-01'),
            action.record_id
        ) as place
    from staging.usaspending_prime_transaction as action
    left join entities.modification_order as turn
        on action.modification_number = turn.modification_number
),

filed as (
    select
        award_key,
        arg_max(piid, place) as piid,
        arg_max('CONT_IDV_' || parent_piid || '_' || parent_agency_code, place) as vehicle_key,
        bool_or(award_or_idv_flag = 'IDV') as is_vehicle,
        max(as_of_date) as as_of_date,
        arg_max(award_obligated_usd, place) as reported_usd,
        arg_max(record_id, place) filter (where award_obligated_usd is not null) as record_id,
        arg_max(record_url, place) filter (where award_obligated_usd is not null) as record_url,
        arg_max(as_of_date, place) filter (where award_obligated_usd is not null)
            as reported_as_of_date,
        arg_max(ceiling_usd, place) as ceiling_usd,
        arg_max(current_value_usd, place) as current_value_usd,
        arg_max(outlayed_usd, place) as outlayed_usd,
        arg_max(offers_received, place) as offers_received
    from placed
    group by award_key
),

acting as (
    select
        'actions' as source,
        9 as trust,
        award_key,
        last_action_date as as_of_date,
        registration_id as organization_id,
        agency_id,
        null::varchar as piid,
        null::boolean as is_vehicle,
        null::varchar as vehicle_key,
        first_action_date,
        last_action_date,
        null::decimal(18, 2) as reported_usd,
        null::date as reported_as_of_date,
        null::varchar as record_id,
        null::varchar as record_url,
        null::decimal(18, 2) as ceiling_usd,
        null::decimal(18, 2) as current_value_usd,
        null::decimal(18, 2) as outlayed_usd,
        null::bigint as offers_received,
        is_undisclosed,
        is_defense
    from gathered
),

page as (
    select
        'api_page' as source,
        8 as trust,
        award_key,
        last_modified_at::date as as_of_date,
        piid,
        vehicle_key,
        award_obligated_usd as reported_usd,
        last_modified_at::date as reported_as_of_date,
        record_id,
        record_url,
        ceiling_usd,
        exercised_value_usd as current_value_usd,
        coalesce(offer_count, case when offer_note = 'not applicable' then 999 end)
            as offers_received
    from staging.usaspending_api_award_detail
),

summary as (
    select
        'summary' as source,
        7 as trust,
        award_key,
        greatest(latest_action_date, last_modified_at::date) as as_of_date,
        case
            when is_undisclosed
                then
                    'undisclosed:' || md5(
                        concat_ws('|', recipient_name, coalesce(sub_agency_code, sub_agency_name))
                    )
            else coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name))
        end as organization_id,
        coalesce('agency:' || sub_agency_code, 'agency:' || md5(sub_agency_name)) as agency_id,
        piid,
        award_or_idv_flag = 'IDV' as is_vehicle,
        'CONT_IDV_' || parent_piid || '_' || parent_agency_code as vehicle_key,
        base_action_date as first_action_date,
        latest_action_date as last_action_date,
        award_obligated_usd as reported_usd,
        greatest(latest_action_date, last_modified_at::date) as reported_as_of_date,
        record_id,
        record_url,
        ceiling_usd,
        current_value_usd,
        award_outlayed_usd as outlayed_usd,
        coalesce(offer_count, case when offer_note = 'not applicable' then 999 end)
            as offers_received,
        is_undisclosed,
        agency_code in ('097', '9700') as is_defense
    from staging.usaspending_prime_award_summary
),

search as (
    select
        'api_search' as source,
        6 as trust,
        award_key,
        last_modified_at::date as as_of_date,
        piid,
        award_obligated_usd as reported_usd,
        last_modified_at::date as reported_as_of_date,
        record_id,
        record_url
    from staging.usaspending_api_award
),

files as (
    select
        'files' as source,
        5 as trust,
        *
    from filed
),

named as (
    select
        'api' as source,
        4 as trust,
        award_key,
        last_modified_date as as_of_date,
        organization_id,
        agency_id,
        piid,
        base_action_date as first_action_date,
        is_undisclosed,
        agency_code in ('097', '9700') as is_defense
    from entities.api_award
),

listed as (
    select
        'case' as source,
        3 as trust,
        award_key,
        last_action_date as as_of_date,
        'uei:' || uei as organization_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency)) as agency_id,
        piid,
        is_vehicle,
        first_action_date,
        last_action_date,
        obligated_usd as reported_usd,
        last_action_date as reported_as_of_date,
        record_id,
        record_url,
        ceiling_usd,
        offers_received
    from staging.case_award
),

quoted as (
    select
        'case_total' as source,
        2 as trust,
        award_key,
        as_of_date,
        'uei:' || uei as organization_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency)) as agency_id,
        piid,
        obligated_usd as reported_usd,
        as_of_date as reported_as_of_date,
        record_id,
        record_url
    from staging.case_award_total
),

stated as (
    select * from acting
    union all by name
    select * from page
    union all by name
    select * from summary
    union all by name
    select * from search
    union all by name
    select * from files
    union all by name
    select * from named
    union all by name
    select * from listed
    union all by name
    select * from quoted
)

select
    md5(concat_ws('|', stated.source, stated.award_key, stated.record_id)) as statement_id,
    stated.* replace ( -- noqa: AM04
        coalesce(firm.cluster_id, stated.organization_id) as organization_id
    ),
    stated.organization_id as registration_id
from stated
left join entities.organization_cluster as firm
    on stated.organization_id = firm.organization_id
where stated.award_key is not null
