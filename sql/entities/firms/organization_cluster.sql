-- title: Registrations that are one firm
-- grain: one row per organization
-- key: organization_id
-- note: one name and one parent, one name and one state, or one telling name with a coined word
-- params: state_bits=8 name_bits=11
-- column cluster_id: the parent among them, else the registration with the smallest UEI
-- column basis_code: why it stands with the others; null when it stands alone
with told as (
    select
        word.name_key,
        sum(value.bits) as bits,
        bool_or(word.kind is null and length(word.word) >= 4) as is_coined
    from entities.name_word as word
    inner join entities.word as value on word.word = value.word
    group by word.name_key
),

parents as (
    select
        organization_id,
        owner_id
    from entities.parent_statement
    group by organization_id, owner_id
),

-- a registration goes by the name that it bears now: former names tie nothing
named as (
    select distinct
        organization.organization_id,
        key.name_key,
        organization.state_code,
        told.bits,
        told.is_coined
    from entities.organization as organization
    inner join entities.name_key as key on organization.name = key.name
    inner join told on key.name_key = told.name_key
    where organization.uei is not null and organization.name <> 'Recipient not named'
),

grouped as (
    select
        named.organization_id,
        concat_ws('|', 'parent', named.name_key, parents.owner_id) as group_id,
        'same name and parent' as basis_code
    from named
    inner join parents on named.organization_id = parents.organization_id
    union all
    select
        named.organization_id,
        concat_ws('|', 'parent', named.name_key, named.organization_id),
        'same name and parent'
    from named
    union all
    select
        organization_id,
        concat_ws('|', 'state', name_key, state_code),
        'same name and state'
    from named
    where state_code is not null and bits >= getvariable('state_bits')
    union all
    select
        named.organization_id,
        concat_ws('|', 'name', named.name_key),
        'same telling name'
    from named
    where named.bits >= getvariable('name_bits') and named.is_coined
),

stars as (
    select
        organization_id,
        basis_code,
        min(organization_id) over (partition by group_id) as first_id
    from grouped
),

edges as (
    select
        organization_id as left_id,
        first_id as right_id
    from stars
    where organization_id <> first_id
    union
    select
        first_id,
        organization_id
    from stars
    where organization_id <> first_id
),

reached as (
    with recursive walk as (
        select distinct
            left_id as organization_id,
            left_id as label
        from edges
        union
        select
            edges.right_id as organization_id,
            walk.label
        from walk
        inner join edges on walk.organization_id = edges.left_id
        where walk.label < edges.right_id
    )

    select
        organization_id,
        min(label) as label
    from walk
    group by organization_id
),

-- those that are the parent of another
owners as (
    select distinct owner_id
    from parents
    where owner_id <> organization_id
),

heads as (
    select
        reached.label,
        coalesce(
            min(reached.organization_id) filter (where owners.owner_id is not null), reached.label
        ) as cluster_id
    from reached
    left join owners on reached.organization_id = owners.owner_id
    group by reached.label
),

reasons as (
    select
        organization_id,
        min(basis_code) as basis_code
    from stars
    where first_id <> organization_id
    group by organization_id
)

select
    organization.organization_id,
    coalesce(heads.cluster_id, organization.organization_id) as cluster_id,
    case
        when heads.cluster_id is not null then coalesce(reasons.basis_code, 'head of its group')
    end as basis_code
from entities.organization as organization
left join reached on organization.organization_id = reached.organization_id
left join heads on reached.label = heads.label
left join reasons on organization.organization_id = reasons.organization_id
