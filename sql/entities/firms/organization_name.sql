-- title: Every name under which a registered organization appears
-- grain: one row per organization and name
-- key: organization_id, name
-- note: a name holds on the days on which records report it; the registry's name, which the
-- publisher writes into every file, is that of the file's day and of no action's
-- column is_registered: reported for the registration itself, or for it as a parent; not what it
-- does business as, nor what a sub-award or a case calls it
-- column trust: 3 a case, 2 the registration itself, 1 another record, 0 no name is known
-- column city_name: a place of the registration under this name
-- note: withheld recipients are named by the publisher's text and the agency, and by no name that
-- an employer or a sponsor could have
with stated as (
    select
        recipient_uei as uei,
        recipient_reported_name as name,
        recipient_state_code as state_code,
        recipient_city_name as city_name,
        action_date as seen_date,
        2 as trust,
        true as is_registered,
        1 as record_count
    from staging.usaspending_prime_transaction
    where is_undisclosed is distinct from true
    union all
    select
        action.recipient_uei,
        action.recipient_name,
        action.recipient_state_code,
        action.recipient_city_name,
        files.file_date,
        2,
        true,
        1
    from staging.usaspending_prime_transaction as action
    left join entities.file_date as files on action.file_sha256 = files.file_sha256
    where
        action.recipient_name <> action.recipient_reported_name
        and action.is_undisclosed is distinct from true
    union all
    select
        recipient_uei,
        recipient_dba_name,
        recipient_state_code,
        recipient_city_name,
        action_date,
        1,
        false,
        1
    from staging.usaspending_prime_transaction
    where
        recipient_dba_name is distinct from recipient_name
        and recipient_dba_name is distinct from recipient_reported_name
    union all
    select
        recipient_uei,
        recipient_reported_name,
        recipient_state_code,
        recipient_city_name,
        latest_action_date,
        2,
        true,
        1
    from staging.usaspending_prime_award_summary
    where is_undisclosed is distinct from true
    union all
    select
        summary.recipient_uei,
        summary.recipient_name,
        summary.recipient_state_code,
        summary.recipient_city_name,
        files.file_date,
        2,
        true,
        1
    from staging.usaspending_prime_award_summary as summary
    left join entities.file_date as files on summary.file_sha256 = files.file_sha256
    where
        summary.recipient_name <> summary.recipient_reported_name
        and summary.is_undisclosed is distinct from true
    union all
    select
        recipient_uei,
        recipient_dba_name,
        recipient_state_code,
        recipient_city_name,
        latest_action_date,
        1,
        false,
        1
    from staging.usaspending_prime_award_summary
    where
        recipient_dba_name is distinct from recipient_name
        and recipient_dba_name is distinct from recipient_reported_name
    union all
    select
        owner_id[5:],
        owner_name,
        null,
        null,
        until_date,
        1,
        true,
        record_count
    from entities.parent_statement
    union all
    select
        owner_id[5:],
        registry_name,
        null,
        null,
        file_date,
        1,
        true,
        record_count
    from entities.parent_statement
    where registry_name is distinct from owner_name
    union all
    -- a parent of which no record tells a name
    select
        owner_id[5:],
        'Registration ' || owner_id[5:] || ' (name not in the records loaded)',
        null,
        null,
        null,
        0,
        false,
        1
    from entities.parent_statement
    where owner_name is null and registry_name is null
    union all
    select
        recipient_uei,
        recipient_name,
        null,
        null,
        action_date,
        1,
        false,
        1
    from staging.usaspending_subaward
    where is_undisclosed is distinct from true
    union all
    select
        prime_uei,
        prime_name,
        null,
        null,
        action_date,
        1,
        false,
        1
    from staging.usaspending_subaward
    where is_prime_undisclosed is distinct from true
    union all
    select
        recipient_uei,
        recipient_name,
        recipient_state_code,
        null,
        last_modified_date,
        2,
        true,
        1
    from entities.api_award
    where is_undisclosed is distinct from true
    union all
    select
        null,
        recipient_name,
        null,
        null,
        action_date,
        1,
        false,
        1
    from staging.usaspending_api_subaward
    where is_undisclosed is distinct from true
    union all
    select
        uei,
        organization,
        null,
        null,
        null,
        3,
        false,
        1
    from staging.case_organization
    union all
    -- the brand that a case sets behind the registered name: (SpaceX)
    select
        uei,
        regexp_extract(organization, '[(]([A-Za-z0-9]{3,20})[)]$', 1),
        null,
        null,
        null,
        2,
        false,
        1
    from staging.case_organization
    where regexp_matches(organization, '[(][A-Za-z0-9]{3,20}[)]$')
    union all
    select
        uei,
        recipient,
        null,
        null,
        last_action_date,
        1,
        false,
        1
    from staging.case_award
    union all
    select
        uei,
        recipient,
        null,
        null,
        null,
        1,
        false,
        1
    from staging.case_obligation_total
),

withheld as (
    select
        recipient_name as name,
        coalesce(sub_agency_code, sub_agency_name) as agency,
        sub_agency_name as agency_name,
        action_date as seen_date
    from staging.usaspending_prime_transaction
    where is_undisclosed
    union all
    select
        recipient_name,
        coalesce(sub_agency_code, sub_agency_name),
        sub_agency_name,
        latest_action_date
    from staging.usaspending_prime_award_summary
    where is_undisclosed
    union all
    select
        recipient_name,
        coalesce(sub_agency_code, sub_agency_name),
        sub_agency_name,
        last_modified_date
    from entities.api_award
    where is_undisclosed
    union all
    select
        recipient_name,
        coalesce(sub_agency_code, sub_agency_name),
        sub_agency_name,
        action_date
    from staging.usaspending_subaward
    where is_undisclosed
    union all
    select
        prime_name,
        coalesce(sub_agency_code, sub_agency_name),
        sub_agency_name,
        action_date
    from staging.usaspending_subaward
    where is_prime_undisclosed
    union all
    select
        fetched.recipient_name,
        coalesce(award.sub_agency_code, award.sub_agency_name),
        award.sub_agency_name,
        fetched.action_date
    from staging.usaspending_api_subaward as fetched
    inner join entities.api_award as award on fetched.prime_award_key = award.award_key
    where fetched.is_undisclosed
)

select
    coalesce('uei:' || uei, 'organization:' || md5(name)) as organization_id,
    name,
    uei,
    max(state_code) as state_code,
    max(city_name) as city_name,
    max(case when name = 'Recipient not named' then 0 else trust end) as trust,
    bool_or(is_registered and name <> 'Recipient not named') as is_registered,
    min(seen_date) as first_seen_date,
    max(seen_date) as last_seen_date,
    sum(record_count)::bigint as record_count
from stated
where name is not null
group by uei, name
-- what stands in a name's place goes where there is one
qualify
    not starts_with(name, 'Registration ')
    or max(trust) > 0
    or count(*) over (partition by coalesce('uei:' || uei, name)) = 1
union all
select
    'undisclosed:' || md5(concat_ws('|', name, agency)),
    concat_ws(' / ', name, agency_name),
    null,
    null,
    null,
    1,
    false,
    min(seen_date),
    max(seen_date),
    count(*)
from withheld
group by name, agency, agency_name
