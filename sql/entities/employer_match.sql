-- title: Employers as reported, tied to registered organizations by exact name
-- grain: one row per employer text
-- key: employer
-- note: several organizations of one name are ambiguous and abstain; accuracy not yet measured
-- a name without a UEI (a subcontractor's) does not stand against a registered organization
with organizations as (
    select
        key.name_key,
        coalesce(
            min(case when named.uei is not null then named.organization_id end),
            min(named.organization_id)
        ) as organization_id
    from entities.organization_name as named
    inner join entities.name_key as key on named.name = key.name
    where key.name_key is not null and length(key.name_key) >= 4
    group by key.name_key
    having
        coalesce(
            nullif(
                count(distinct case when named.uei is not null then named.organization_id end), 0
            ),
            count(distinct named.organization_id)
        ) = 1
),

employers as (
    select distinct employer
    from entities.contribution
    where employer is not null
)

select
    employers.employer,
    organizations.organization_id
from employers
inner join entities.name_key as key on employers.employer = key.name
inner join organizations on key.name_key = organizations.name_key
anti join seeds.non_employer as excluded on key.name_key = excluded.employer
