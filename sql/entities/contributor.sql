-- title: Who stands behind a name on a contribution, or on a refund to an individual
-- grain: one row per name, state, five-digit ZIP and stated person
-- key: contributor_key
-- note: same name, state and ZIP is one person; people of a case are tied by human judgement
-- column basis: identifier (name and ZIP agree) or human (a judgement kept with the case)
with named as (
    select
        contributor_key,
        any_value(name) as name,
        any_value(state_code) as state_code,
        any_value(zip5_code) as zip5_code,
        any_value(case_person) as case_person,
        bool_or(entity_type_code in ('IND', 'CAN')) as is_person,
        max(city_name) as city_name
    from entities.contribution
    where name is not null and is_named_giver
    group by contributor_key
),

judged as (
    select
        gift.contributor_key,
        min(judgement.person) as person
    from entities.contribution as gift
    inner join staging.case_person_name as judgement
        on gift.name = judgement.contributor_name and gift.employer = judgement.employer
    group by gift.contributor_key
),

identified as (
    select
        named.*,
        coalesce(named.is_person, false) as is_individual,
        coalesce(named.case_person, judged.person) as stated_person,
        md5(
            concat_ws('|', named.name, named.state_code, named.zip5_code, named.case_person)
        ) as name_hash
    from named
    left join judged on named.contributor_key = judged.contributor_key
)

select
    contributor_key,
    name,
    city_name,
    state_code,
    is_individual as is_person,
    case
        when stated_person is not null then 'person:' || md5(stated_person)
        when is_individual then 'person:' || name_hash
        else 'organization:' || name_hash
    end as entity_id,
    case when stated_person is not null then 'human' else 'exact_name' end as basis
from identified
