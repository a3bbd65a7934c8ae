-- title: Who stands behind a name on a contribution, or on a refund to an individual
-- grain: one row per name, state, five-digit ZIP and stated person
-- key: contributor_key
-- note: same name, state and ZIP is one person; people of a case are tied by human judgement
-- column basis: identifier (name and ZIP agree) or human (a judgement kept with the case)
with named as (
    select
        md5(concat_ws('|', name, state_code, zip5_code, case_person)) as contributor_key,
        name,
        state_code,
        zip5_code,
        case_person,
        max(case when entity_type_code in ('IND', 'CAN') then 1 else 0 end) = 1 as is_person,
        max(city_name) as city_name,
        array_agg(distinct employer) as employers
    from entities.contribution
    where
        name is not null
        and coalesce(entity_type_code, case when other_id is not null then 'PAC' else 'ORG' end)
        not in ('COM', 'CCM', 'PAC', 'PTY')
        -- whom a committee pays for its running costs is no contributor
        and not (coalesce(direction, '') = 'out' and coalesce(count_reason, '') = 'other_type')
    group by all
),

judged as (
    select
        named.contributor_key,
        min(judgement.person) as person
    from named
    inner join staging.case_person_name as judgement
        on
            named.name = judgement.contributor_name
            and list_contains(named.employers, judgement.employer)
    group by named.contributor_key
)

select
    named.contributor_key,
    named.name,
    named.city_name,
    named.state_code,
    named.is_person,
    case
        when coalesce(named.case_person, judged.person) is not null
            then 'person:' || md5(coalesce(named.case_person, judged.person))
        when named.is_person then 'person:' || named.contributor_key
        else 'organization:' || named.contributor_key
    end as entity_id,
    case
        when coalesce(named.case_person, judged.person) is not null then 'human'
        else 'exact_name'
    end as basis
from named
left join judged on named.contributor_key = judged.contributor_key
