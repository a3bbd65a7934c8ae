-- title: Every name key under which records know a firm
-- grain: one row per name key and firm
-- key: name_key, cluster_id
-- note: from the records alone; entities.organization_key adds the names of entities.firm_alias
-- column use_level: current | former (a registration bore it, or does business as it) | other (one
-- that only another's record gives a firm with records of its own)
-- column is_bearer: a registration of the firm is reported under it, be it as a parent
-- column is_cut: one of the names may have been cut at its field's end
with firms as (
    select
        organization.organization_id,
        coalesce(cluster.cluster_id, organization.organization_id) as cluster_id,
        organization.name,
        organization.trust,
        organization.is_registered,
        organization.first_seen_date,
        organization.last_seen_date,
        organization.record_count,
        case
            when current_name.organization_id is not null then 'current'
            when organization.trust >= 2 or organization.state_code is not null then 'former'
            -- of a parent without records of its own all names are those that others report
            when
                organization.is_registered
                and max(organization.trust) over (partition by organization.organization_id) < 2
                then 'former'
            else 'other'
        end as use_level
    from entities.organization_name as organization
    left join entities.organization as current_name
        on
            organization.organization_id = current_name.organization_id
            and organization.name = current_name.name
    left join entities.organization_cluster as cluster
        on organization.organization_id = cluster.organization_id
    where
        organization.trust >= 1 and not starts_with(organization.organization_id, 'undisclosed:')
)

select
    key.name_key,
    firms.cluster_id,
    arg_max(firms.name, (firms.trust, firms.record_count, firms.name)) as name,
    any_value(key.compact) as compact,
    list_sort(list(distinct key.legal_form) filter (where key.legal_form is not null))
        as legal_forms,
    bool_or(length(firms.name) between 28 and 30) as is_cut,
    bool_or(firms.is_registered) as is_bearer,
    max(firms.trust) as trust,
    -- current before former before other, by the alphabet
    min(firms.use_level) as use_level,
    min(firms.first_seen_date) as first_seen_date,
    max(firms.last_seen_date) as last_seen_date
from firms
inner join entities.name_key as key on firms.name = key.name
where key.name_key is not null
group by key.name_key, firms.cluster_id
