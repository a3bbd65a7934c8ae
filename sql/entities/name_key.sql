-- title: Names of organizations and their comparison keys
-- grain: one row per name as written
-- key: name
-- note: capital letters and digits only, without legal forms; equal keys are an exact name match
with names as (
    select recipient_name as name from staging.usaspending_prime_transaction
    union
    select parent_name from staging.usaspending_prime_transaction
    union
    select recipient_name from staging.usaspending_prime_award_summary
    union
    select parent_name from staging.usaspending_prime_award_summary
    union
    select recipient_name from staging.usaspending_subaward
    union
    select prime_name from staging.usaspending_subaward
    union
    select recipient_name from entities.api_award
    union
    select parent_name from entities.api_award
    union
    select recipient_name from staging.usaspending_api_subaward
    union
    select organization from staging.case_organization
    union
    select employer from staging.fec_itcont
    union
    select employer from staging.fec_itoth
    union
    select employer from entities.api_transaction
    union
    select employer from staging.case_contribution
    union
    select connected_organization_name from staging.fec_cm
    union
    select connected_organization_name from staging.fec_api_committee
),

plain as (
    select
        name,
        trim(
            regexp_replace(
                regexp_replace(
                    regexp_replace(upper(name), '[(][0-9]+[)]$', ''), '[.''’]', '', 'g'
                ),
                '[^A-Z0-9]+',
                ' ',
                'g'
            )
        ) as words
    from names
    where name is not null
)

select
    name,
    nullif(
        trim(
            regexp_replace(
                ' ' || words || ' ',
                '( (INCORPORATED|INC|CORPORATION|CORP|COMPANY|CO|LLC|LLP|LP|LTD|LIMITED|THE))+ ',
                ' ',
                'g'
            )
        ),
        ''
    ) as name_key
from plain
