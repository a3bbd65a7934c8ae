-- title: Federal contract awards that came through the publisher's API, and who stands on them
-- grain: one row per award
-- key: award_key
-- note: from the award's own page; else from the search; else only its key is known
-- column record_id: the page or search row; null where only the award's key is known
-- column agency_code: the department's code, from the award's own page only
-- column last_modified_date: the day of the publisher's latest change to the award
with coded as (
    select
        sub_agency_name,
        sub_agency_code
    from staging.usaspending_api_award_detail
    where sub_agency_code is not null
    union
    select
        sub_agency_name,
        sub_agency_code
    from staging.usaspending_prime_transaction
    where sub_agency_code is not null
),

-- the search names an agency without its code: it is taken where the name has only one
code as (
    select
        upper(sub_agency_name) as name_upper,
        min(sub_agency_code) as sub_agency_code
    from coded
    group by upper(sub_agency_name)
    having count(distinct sub_agency_code) = 1
),

known as (
    select
        award_key,
        2 as trust,
        record_id,
        record_url,
        file_sha256,
        piid,
        description,
        recipient_uei,
        recipient_name,
        recipient_state_code,
        parent_uei,
        parent_name,
        agency_code,
        sub_agency_code,
        sub_agency_name,
        is_undisclosed,
        award_obligated_usd,
        base_action_date,
        last_modified_at::date as last_modified_date
    from staging.usaspending_api_award_detail
    union all
    select
        found.award_key,
        1,
        found.record_id,
        found.record_url,
        found.file_sha256,
        found.piid,
        found.description,
        found.recipient_uei,
        found.recipient_name,
        null,
        null,
        null,
        null,
        code.sub_agency_code,
        found.sub_agency_name,
        found.is_undisclosed,
        found.award_obligated_usd,
        null,
        found.last_modified_at::date
    from staging.usaspending_api_award as found
    left join code on upper(found.sub_agency_name) = code.name_upper
    union all
    select
        award_key,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        'Recipient not named',
        null,
        null,
        null,
        null,
        null,
        'Agency not named',
        false,
        null,
        null,
        null
    from (
        select award_key from staging.usaspending_api_transaction
        union
        select prime_award_key from staging.usaspending_api_subaward
        union
        select award_key from staging.usaspending_api_officer
    ) as keyed
)

select
    *,
    case
        when is_undisclosed
            then
                'undisclosed:' || md5(
                    concat_ws('|', recipient_name, coalesce(sub_agency_code, sub_agency_name))
                )
        else coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name))
    end as organization_id,
    coalesce('agency:' || sub_agency_code, 'agency:' || md5(sub_agency_name)) as agency_id
from known
qualify row_number() over (partition by award_key order by trust desc) = 1
