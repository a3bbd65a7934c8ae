-- title: A firm's registrations, each with its own numbers and why it is of the firm
-- grain: one row per registration (UEI)
-- key: registration_id
-- note: sums are of the actions whose record states this UEI; those of a firm's registrations add
-- up to the firm's
-- column firm_number: 64 bits of the firm's md5; the table is sorted by it
-- column name: of today
-- column basis_code: the strongest rule that joins it; null where the firm has one alone
-- column rule: that rule in words
-- column joined_uei: the registration that the rule joins it to
-- column award_count: awards with an action whose record states it, and awards that it holds
-- column action_count: null where none is loaded
-- column obligated_usd: sum of these actions; null where none is loaded
-- column reported_obligated_usd: what the awards that it holds report of themselves, added up
-- column record_ids: a record that states it and one that states the registration it is joined to
with acted as (
    select
        registration_id,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        count(*) as action_count,
        min(action_date) as first_action_date,
        max(action_date) as last_action_date
    from entities.award_action
    group by registration_id
),

held as (
    select
        registration_id,
        award_key
    from entities.award
    union
    select
        registration_id,
        award_key
    from entities.award_action
),

counted as (
    select
        registration_id,
        count(*) as award_count
    from held
    group by registration_id
),

reported as (
    select
        registration_id,
        sum(reported_obligated_usd)::decimal(18, 2) as reported_obligated_usd
    from entities.award
    group by registration_id
),

stated as (
    select
        'uei:' || recipient_uei as registration_id,
        min(record_id) as record_id
    from staging.usaspending_prime_transaction
    where recipient_uei is not null
    group by recipient_uei
    union all
    select
        'uei:' || parent_uei,
        min(record_id)
    from staging.usaspending_prime_transaction
    where parent_uei is not null
    group by parent_uei
    union all
    select
        'uei:' || recipient_uei,
        min(record_id)
    from staging.usaspending_prime_award_summary
    where recipient_uei is not null
    group by recipient_uei
    union all
    select
        'uei:' || parent_uei,
        min(record_id)
    from staging.usaspending_prime_award_summary
    where parent_uei is not null
    group by parent_uei
    union all
    select
        'uei:' || recipient_uei,
        min(record_id)
    from entities.api_award
    where recipient_uei is not null
    group by recipient_uei
    union all
    select
        'uei:' || recipient_uei,
        min(record_id)
    from staging.usaspending_subaward
    where recipient_uei is not null
    group by recipient_uei
    union all
    select
        'uei:' || prime_uei,
        min(record_id)
    from staging.usaspending_subaward
    where prime_uei is not null
    group by prime_uei
    union all
    select
        'uei:' || uei,
        min(record_id)
    from staging.case_organization
    where uei is not null
    group by uei
),

proof as (
    select
        registration_id,
        min(record_id) as record_id
    from stated
    group by registration_id
)

select
    md5_number_lower(cluster.cluster_id) as firm_number,
    cluster.organization_id as registration_id,
    cluster.cluster_id as firm_id,
    firm.name as firm_name,
    organization.uei,
    organization.name,
    organization.state_code,
    organization.city_name,
    cluster.basis_code,
    rule.rule,
    substr(cluster.joined_id, 5) as joined_uei,
    counted.award_count,
    acted.action_count,
    acted.obligated_usd,
    reported.reported_obligated_usd,
    acted.first_action_date,
    acted.last_action_date,
    list_sort(list_distinct([own.record_id, other.record_id])) as record_ids
from entities.organization_cluster as cluster
inner join entities.organization as organization
    on cluster.organization_id = organization.organization_id
left join entities.firm as firm on cluster.cluster_id = firm.firm_id
left join seeds.firm_rule as rule on cluster.basis_code = rule.basis_code
left join acted on cluster.organization_id = acted.registration_id
left join counted on cluster.organization_id = counted.registration_id
left join reported on cluster.organization_id = reported.registration_id
left join proof as own on cluster.organization_id = own.registration_id
left join proof as other on cluster.joined_id = other.registration_id
where organization.uei is not null
order by firm_number, cluster.cluster_id, cluster.organization_id
