-- title: Registrations that are one firm
-- grain: one row per registration beside the first of its firm
-- key: link_id
-- note: inferred from names, parents and states; each registration keeps its own awards
with grouped as (
    select
        organization_id as from_id,
        cluster_id as to_id,
        basis_code
    from entities.organization_cluster
    where organization_id <> cluster_id
),

proof as (
    select
        'uei:' || recipient_uei as organization_id,
        record_id
    from staging.usaspending_prime_transaction
    union all
    select
        'uei:' || recipient_uei,
        record_id
    from staging.usaspending_prime_award_summary
    union all
    select
        'uei:' || recipient_uei,
        record_id
    from entities.api_award
    union all
    select
        'uei:' || parent_uei,
        record_id
    from staging.usaspending_prime_transaction
    union all
    select
        'uei:' || parent_uei,
        record_id
    from staging.usaspending_prime_award_summary
    union all
    select
        'uei:' || parent_uei,
        record_id
    from entities.api_award
    union all
    select
        'uei:' || uei,
        record_id
    from staging.case_organization
    union all
    select
        'uei:' || recipient_uei,
        record_id
    from staging.usaspending_subaward
    union all
    select
        'uei:' || prime_uei,
        record_id
    from staging.usaspending_subaward
    union all
    select
        'uei:' || uei,
        record_id
    from staging.case_award
    union all
    select
        'uei:' || uei,
        record_id
    from staging.case_obligation_total
),

shown as (
    select
        organization_id,
        min(record_id) as record_id
    from proof
    where organization_id is not null and record_id is not null
    group by organization_id
),

sides as (
    select
        from_id,
        unnest([from_id, to_id]) as organization_id
    from grouped
)

select
    md5(concat_ws('|', 'same_organization', grouped.from_id, grouped.to_id)) as link_id,
    'same_organization' as link_type,
    grouped.from_id,
    grouped.to_id,
    null::date as first_date,
    null::date as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct shown.record_id) as record_count,
    'similar_name' as basis,
    null::double as score,
    grouped.basis_code as label,
    list_sort(array_agg(distinct shown.record_id)) as evidence
from grouped
inner join sides on grouped.from_id = sides.from_id
inner join shown on sides.organization_id = shown.organization_id
group by grouped.from_id, grouped.to_id, grouped.basis_code
