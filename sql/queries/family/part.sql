-- title: The sum of those actions
-- grain: one row; none where there is none
with found as (
    select
        'own' as part,
        obligated_usd
    from marts.award_action
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
        and ($is_every_year or fiscal_year is not distinct from $fiscal_year)
    union all
    select
        'owned',
        obligated_usd
    from measures.owned_action
    where
        owner_number = md5_number_lower($organization_id)
        and owner_id = $organization_id
        and ($owned_id is null or organization_id = $owned_id)
        and ($is_every_year or fiscal_year is not distinct from $fiscal_year)
)

select
    entity.name,
    other.name as owned_name,
    sum(found.obligated_usd)::decimal(18, 2) as obligated_usd
from found
left join marts.entity as entity on entity.entity_id = $organization_id
left join marts.entity as other on other.entity_id = $owned_id
where found.part = $part or $part = 'both'
group by entity.name, other.name
