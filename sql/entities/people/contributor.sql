-- title: Who stands behind a name on a contribution, or on a refund to an individual
-- grain: one row per contributor_key: all that a row states of who gave
-- key: contributor_key
-- note: people are joined by entities.person_cluster; a trust or an estate is an entity of its own;
-- an organization is one with name, state and ZIP code
-- column basis: human | similar_name (joined with other appearances) | exact_name (stands alone)
with named as (
    select
        contributor_key,
        any_value(name) as name,
        any_value(state_code) as state_code,
        any_value(zip5_code) as zip5_code,
        coalesce(bool_or(entity_type_code in ('IND', 'CAN')), false) as is_individual,
        max(city_name) as city_name
    from entities.contribution
    where name is not null and is_named_giver
    group by contributor_key
)

select
    named.contributor_key,
    named.name,
    named.city_name,
    named.state_code,
    named.is_individual and not coalesce(parts.is_trust, false) as is_person,
    case
        when named.is_individual and not coalesce(parts.is_trust, false)
            then coalesce(
                person.person_id,
                'person:' || md5(concat_ws('|', named.name, named.state_code, named.zip5_code))
            )
        else 'organization:' || md5(concat_ws('|', named.name, named.state_code, named.zip5_code))
    end as entity_id,
    coalesce(person.basis, 'exact_name') as basis
from named
left join entities.person_cluster as person
    on named.is_individual and named.contributor_key = person.record_key
left join entities.person_name as parts
    on named.is_individual and named.name = parts.name
