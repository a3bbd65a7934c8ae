-- title: Committee is the separate segregated fund of an organization
-- grain: one row per pair
-- key: link_id
-- note: stated by a case or by the committee register; register names must agree exactly
-- a name without a UEI (a subcontractor's) does not stand against a registered organization
with organizations as (
    select
        key.name_key,
        coalesce(
            min(case when named.uei is not null then named.organization_id end),
            min(named.organization_id)
        ) as organization_id
    from entities.organization_name as named
    inner join entities.name_key as key on named.name = key.name
    where length(key.name_key) >= 4
    group by key.name_key
    having
        coalesce(
            nullif(
                count(distinct case when named.uei is not null then named.organization_id end), 0
            ),
            count(distinct named.organization_id)
        ) = 1
),

register as (
    select
        record_id,
        committee_id,
        connected_organization_name
    from staging.fec_cm
    union all
    select
        record_id,
        committee_id,
        connected_organization_name
    from staging.fec_api_committee
),

by_case as (
    select
        record_id,
        'fec:' || committee_id as from_id,
        'uei:' || connected_uei as to_id,
        'human' as basis
    from staging.case_committee
    where connected_uei is not null
),

stated as (
    select * from by_case
    union all
    select
        committee.record_id,
        'fec:' || committee.committee_id,
        organizations.organization_id,
        'exact_name'
    from register as committee
    inner join entities.name_key as key on committee.connected_organization_name = key.name
    inner join organizations on key.name_key = organizations.name_key
    anti join by_case on 'fec:' || committee.committee_id = by_case.from_id
)

select
    md5(concat_ws('|', 'connected_organization', from_id, to_id)) as link_id,
    'connected_organization' as link_type,
    from_id,
    to_id,
    null::date as first_date,
    null::date as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    max(basis) as basis,
    null::double as score,
    'separate segregated fund' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
