-- title: Obligations by action
-- grain: one row per action on an award
-- key: record_id
-- note: the API adds actions that no bulk file holds; a case's stand where an award has neither
with filed as (
    select
        record_id,
        award_key,
        coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name))
            as organization_id,
        coalesce('agency:' || sub_agency_code, 'agency:' || md5(sub_agency_name)) as agency_id,
        action_date,
        obligated_usd
    from staging.usaspending_prime_transaction
),

fetched as (
    select
        action.record_id,
        action.award_key,
        award.organization_id,
        award.agency_id,
        action.action_date,
        action.obligated_usd
    from staging.usaspending_api_transaction as action
    inner join entities.api_award as award on action.award_key = award.award_key
    anti join staging.usaspending_prime_transaction as bulk
        on upper(action.transaction_key) = upper(bulk.transaction_key)
),

stated as (
    select
        record_id,
        award_key,
        'uei:' || uei as organization_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency)) as agency_id,
        action_date,
        obligated_usd
    from staging.case_award_action
)

select * from filed
union all
select * from fetched
union all
select stated.*
from stated
anti join filed on stated.award_key = filed.award_key
anti join fetched on stated.award_key = fetched.award_key
