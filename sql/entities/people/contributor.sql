-- title: Who stands behind a name on a contribution, or on a refund to an individual
-- grain: one row per contributor_key: all that a row states of who gave
-- key: contributor_key
-- note: people are joined by entities.person_cluster; a couple, a trust, an organization and a name
-- of which the kind is not decided stand for themselves, by name, state and ZIP code (by the city
-- where no ZIP code proves a place)
-- column is_person: a person or a couple
-- column kind_code: from entities.name_kind: person | couple | organization | trust | committee |
-- undecided
-- column kind_basis: in words, what decided the kind
-- column basis: human | similar_name (joined with other appearances) | exact_name (stands alone)
with named as (
    select
        contributor_key,
        any_value(name) as name,
        any_value(state_code) as state_code,
        any_value(zip5_code) as zip5_code,
        max(city_name) as city_name
    from entities.contribution
    where name is not null and is_named_giver
    group by contributor_key
),

kinds as (
    select
        named.*,
        kind.kind_code,
        kind.basis as kind_basis,
        kind.kind_code in ('person', 'couple') as is_person,
        concat_ws(
            '|',
            named.name,
            named.state_code,
            coalesce(named.zip5_code, upper(named.city_name))
        ) as spelling
    from named
    inner join entities.name_kind as kind on named.name = kind.name
)

select
    kinds.contributor_key,
    kinds.name,
    kinds.city_name,
    kinds.state_code,
    kinds.is_person,
    kinds.kind_code,
    kinds.kind_basis,
    case
        when kinds.is_person
            then coalesce(person.person_id, 'person:' || md5(kinds.spelling))
        else 'organization:' || md5(kinds.spelling)
    end as entity_id,
    coalesce(person.basis, 'exact_name') as basis
from kinds
left join entities.person_cluster as person
    on kinds.is_person and kinds.contributor_key = person.record_key
