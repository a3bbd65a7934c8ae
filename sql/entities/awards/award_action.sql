-- title: Obligations by action
-- grain: one row per action on an award
-- key: record_id
-- note: the API adds actions that no bulk file holds; a case's stand where an award has neither. It
-- names no recipient of an action: such an action carries the recipient that the award has now
-- column organization_id: the firm; undisclosed recipients have one for each of their texts and
-- agencies, so that they never pass for one contractor
-- column registration_id: the recipient as the record states it
-- column obligated_usd: the action's own amount; negative is a de-obligation and counts
-- column fiscal_year: the publisher's; else that of the date, from October
-- column is_undisclosed: the recipient is withheld or not named one by one
-- column is_defense: an action of the Department of Defense, which publishes 90 days late
-- column action_from: bulk, api or case
-- column reported_name: the recipient as reported with the action; null where the file has no other
-- name than the registry's of its own day, and for actions that no bulk file holds
-- column file_sha256: the published file that holds the record
-- column file_date: the day up to which the action's file can speak
with filed as (
    select
        record_id,
        award_key,
        modification_number,
        case
            when is_undisclosed
                then
                    'undisclosed:' || md5(
                        concat_ws('|', recipient_name, coalesce(sub_agency_code, sub_agency_name))
                    )
            else coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name))
        end as organization_id,
        coalesce('agency:' || sub_agency_code, 'agency:' || md5(sub_agency_name)) as agency_id,
        action_date,
        obligated_usd,
        fiscal_year,
        is_undisclosed,
        agency_code as department_code,
        case when recipient_reported_name <> recipient_name then recipient_reported_name end
            as reported_name,
        'bulk' as action_from,
        record_url,
        file_sha256
    from staging.usaspending_prime_transaction
),

fetched as (
    select
        action.record_id,
        action.award_key,
        action.modification_number,
        award.organization_id,
        award.agency_id,
        action.action_date,
        action.obligated_usd,
        null as fiscal_year,
        award.is_undisclosed,
        award.agency_code as department_code,
        null as reported_name,
        'api' as action_from,
        action.record_url,
        action.file_sha256
    from staging.usaspending_api_transaction as action
    inner join entities.api_award as award on action.award_key = award.award_key
    anti join staging.usaspending_prime_transaction as bulk
        on upper(action.transaction_key) = upper(bulk.transaction_key)
),

stated as (
    select
        record_id,
        award_key,
        modification_number,
        'uei:' || uei as organization_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency)) as agency_id,
        action_date,
        obligated_usd,
        null as fiscal_year,
        false as is_undisclosed,
        null as department_code,
        null as reported_name,
        'case' as action_from,
        record_url,
        file_sha256
    from staging.case_award_action
),

actions as (
    select
        record_id,
        award_key,
        modification_number,
        organization_id,
        agency_id,
        action_date,
        obligated_usd,
        fiscal_year,
        is_undisclosed,
        department_code,
        reported_name,
        action_from,
        record_url,
        file_sha256
    from filed
    union all
    select
        record_id,
        award_key,
        modification_number,
        organization_id,
        agency_id,
        action_date,
        obligated_usd,
        fiscal_year,
        is_undisclosed,
        department_code,
        reported_name,
        action_from,
        record_url,
        file_sha256
    from fetched
    union all
    select
        stated.record_id,
        stated.award_key,
        stated.modification_number,
        stated.organization_id,
        stated.agency_id,
        stated.action_date,
        stated.obligated_usd,
        stated.fiscal_year,
        stated.is_undisclosed,
        stated.department_code,
        stated.reported_name,
        stated.action_from,
        stated.record_url,
        stated.file_sha256
    from stated
    anti join filed on stated.award_key = filed.award_key
    anti join fetched on stated.award_key = fetched.award_key
)

select
    actions.record_id,
    actions.award_key,
    actions.modification_number,
    coalesce(firm.cluster_id, actions.organization_id) as organization_id,
    actions.organization_id as registration_id,
    actions.agency_id,
    actions.action_date,
    actions.obligated_usd,
    coalesce(actions.fiscal_year, year(actions.action_date + interval 3 month))::integer
        as fiscal_year,
    coalesce(actions.is_undisclosed, false) as is_undisclosed,
    coalesce(actions.department_code in ('097', '9700'), false)
    or coalesce(
        regexp_matches(actions.agency_id, '^agency:(097|97[0-9A-Z]{2}|1700|2100|5700)$'), false
    )
    or coalesce(
        regexp_matches(
            actions.award_key, '^CONT_(AWD|IDV)_[^_]+_(97[0-9A-Z]{2}|1700|2100|5700)(_|$)'
        ),
        false
    ) as is_defense,
    actions.reported_name,
    actions.action_from,
    actions.record_url,
    actions.file_sha256,
    files.file_date
from actions
left join entities.file_date as files on actions.file_sha256 = files.file_sha256
left join entities.organization_cluster as firm
    on actions.organization_id = firm.organization_id
