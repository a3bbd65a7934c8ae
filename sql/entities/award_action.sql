-- title: Obligations by action
-- grain: one row per action on an award
-- key: record_id
-- note: actions stated by a case are used only where the award's own actions are not loaded
with published as (
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

select * from published
union all
select stated.*
from stated
anti join published on stated.award_key = published.award_key
