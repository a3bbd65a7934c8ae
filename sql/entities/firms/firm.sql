-- title: Firms: what their registrations together are
-- grain: one row per firm
-- key: firm_id
-- note: entities.organization_cluster says which registrations are one firm; stand-ins for many
-- (undisclosed), and recipients of whom a record states neither name nor UEI, are none
-- column firm_id: the registration that stands for it: uei: and its UEI; where no record states a
-- UEI, a hash of the name
-- column name: of today; of several spellings the one that most records write
-- column registration_count: UEIs that are this firm; 0 where no record states one
with spelt as (
    select
        cluster.cluster_id as firm_id,
        organization.name,
        max(spelling.trust) as trust,
        sum(spelling.record_count) as record_count
    from entities.organization as organization
    inner join entities.organization_cluster as cluster
        on organization.organization_id = cluster.organization_id
    left join entities.organization_name as spelling
        on
            organization.organization_id = spelling.organization_id
            and organization.name = spelling.name
    where
        not starts_with(organization.organization_id, 'undisclosed:')
        and (organization.uei is not null or organization.name <> 'Recipient not named')
    group by cluster.cluster_id, organization.name
),

called as (
    select
        firm_id,
        arg_max(name, (coalesce(trust, 0), coalesce(record_count, 0), name)) as name
    from spelt
    group by firm_id
),

counted as (
    select
        cluster.cluster_id as firm_id,
        count(organization.uei) as registration_count,
        list_sort(list(distinct organization.state_code) filter (
            where organization.state_code is not null
        )) as state_codes,
        max(organization.state_code) filter (
            where organization.organization_id = cluster.cluster_id
        ) as head_state_code
    from entities.organization as organization
    inner join entities.organization_cluster as cluster
        on organization.organization_id = cluster.organization_id
    group by cluster.cluster_id
)

select
    called.firm_id,
    called.name,
    counted.registration_count,
    counted.state_codes,
    coalesce(counted.head_state_code, counted.state_codes[1]) as state_code
from called
inner join counted on called.firm_id = counted.firm_id
