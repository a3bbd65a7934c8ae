-- title: Names that records give the largest firms, and that seeds.firm_alias does not have
-- grain: one row per alias and firm name
-- note: other names of a registration, its name as a subsidiary of the parents that records state,
-- and the table of large contractors (CSIS); what means the same key is one row, in the spelling
-- that most records have
with firms as (
    select
        coalesce(cluster.cluster_id, contractor.organization_id) as cluster_id,
        sum(contractor.obligated_usd) as obligated_usd
    from marts.contractor as contractor
    left join entities.organization_cluster as cluster
        on contractor.organization_id = cluster.organization_id
    where contractor.obligated_usd > 0 and contractor.is_undisclosed is distinct from true
    group by coalesce(cluster.cluster_id, contractor.organization_id)
    order by obligated_usd desc, cluster_id asc
    limit $largest
),

registrations as (
    select
        organization.organization_id,
        organization.name,
        firms.obligated_usd,
        replace(organization.organization_id, 'uei:', 'UEI ') as shown_id
    from entities.organization as organization
    left join entities.organization_cluster as cluster
        on organization.organization_id = cluster.organization_id
    inner join firms
        on coalesce(cluster.cluster_id, organization.organization_id) = firms.cluster_id
    where organization.name is not null
),

-- letters and digits, by which the names of the table are held against those of registrations
known_letters as (
    select
        regexp_replace(upper(name), '[^A-Z0-9]', '', 'g') as letters,
        min(name) as firm_name,
        max(obligated_usd) as obligated_usd
    from registrations
    group by regexp_replace(upper(name), '[^A-Z0-9]', '', 'g')
    union
    select
        key.compact,
        min(registrations.name),
        max(registrations.obligated_usd)
    from registrations
    inner join entities.name_key as key on registrations.name = key.name
    where key.compact is not null
    group by key.compact
),

-- of letters that mean several names, the firm with the most obligated
lettered as (
    select *
    from known_letters
    qualify row_number() over (partition by letters order by obligated_usd desc, firm_name asc) = 1
),

proposed as (
    select
        own.name as alias,
        registrations.name as firm_name,
        case when own.is_registered then 'former_name' else 'brand' end as kind,
        null::date as from_date,
        null::date as until_date,
        concat(
            'USAspending: ',
            case when own.is_registered then 'recipient name of ' else 'another name of ' end,
            registrations.shown_id
        ) as source,
        own.record_count,
        own.first_seen_date as first_date,
        own.last_seen_date as last_date,
        registrations.obligated_usd
    from registrations
    inner join entities.organization_name as own
        on registrations.organization_id = own.organization_id
    where own.trust >= 1
    union all
    select
        registrations.name,
        owned.owner_name,
        'subsidiary',
        owned.from_date,
        owned.until_date,
        concat('USAspending: parent of ', registrations.shown_id),
        owned.record_count,
        owned.first_seen_date,
        owned.last_seen_date,
        registrations.obligated_usd
    from registrations
    inner join entities.ownership as owned
        on registrations.organization_id = owned.organization_id
    where owned.owner_id <> owned.organization_id and owned.owner_name is not null
    union all
    select
        parent.short_name,
        lettered.firm_name,
        'short_form',
        null,
        null,
        concat('CSIS table of large contractors: short name of ', parent.name),
        1,
        null,
        null,
        lettered.obligated_usd
    from staging.csis_parent as parent
    inner join lettered
        on regexp_replace(upper(parent.name), '[^A-Z0-9]', '', 'g') = lettered.letters
    where regexp_matches(parent.short_name, '[A-Za-z0-9]')
    union all
    select
        parent.name,
        lettered.firm_name,
        'subsidiary',
        make_date(parent.merger_year, 12, 31),
        null,
        concat('CSIS table of large contractors: ', parent.name, ' [', parent.owner_name, ']'),
        1,
        null,
        null,
        lettered.obligated_usd
    from staging.csis_parent as parent
    inner join lettered
        on regexp_replace(upper(parent.owner_name), '[^A-Z0-9]', '', 'g') = lettered.letters
),

keyed as (
    select
        proposed.*,
        coalesce(alias_key.name_key, upper(trim(proposed.alias))) as alias_key,
        coalesce(firm_key.name_key, upper(trim(proposed.firm_name))) as firm_key
    from proposed
    left join entities.name_key as alias_key on proposed.alias = alias_key.name
    left join entities.name_key as firm_key on proposed.firm_name = firm_key.name
),

seeded as (
    select
        alias_key.name_key as alias_key,
        firm_key.name_key as firm_key
    from seeds.firm_alias as line
    inner join entities.name_key as alias_key on line.alias = alias_key.name
    inner join entities.name_key as firm_key on line.firm_name = firm_key.name
)

select
    arg_max(keyed.alias, (keyed.record_count, keyed.alias)) as alias,
    arg_max(keyed.firm_name, (keyed.obligated_usd, keyed.firm_name)) as firm_name,
    arg_max(keyed.kind, (keyed.record_count, keyed.kind)) as kind,
    case when count(*) = count(keyed.from_date) then min(keyed.from_date) end as from_date,
    case when count(*) = count(keyed.until_date) then max(keyed.until_date) end as until_date,
    arg_max(keyed.source, (keyed.record_count, keyed.source)) as source,
    sum(keyed.record_count)::bigint as record_count,
    min(keyed.first_date) as first_date,
    max(keyed.last_date) as last_date
from keyed
anti join seeded on keyed.alias_key = seeded.alias_key and keyed.firm_key = seeded.firm_key
anti join seeds.non_employer as no_employer on keyed.alias_key = no_employer.employer
where keyed.alias_key <> keyed.firm_key
group by keyed.alias_key, keyed.firm_key
order by max(keyed.obligated_usd) desc, firm_name asc, alias asc
