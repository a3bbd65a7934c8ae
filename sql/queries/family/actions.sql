-- title: Actions of a firm's family: its own, those of firms that it owned that day, or both
-- grain: one row per action
with own as (
    select rowid as action_row
    from marts.award_action
    where
        $part in ('own', 'both')
        and organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
        and ($is_every_year or fiscal_year is not distinct from $fiscal_year)
),

owned as (
    select
        record_id,
        organization_id
    from measures.owned_action
    where
        $part in ('owned', 'both')
        and owner_number = md5_number_lower($organization_id)
        and owner_id = $organization_id
        and ($owned_id is null or organization_id = $owned_id)
        and ($is_every_year or fiscal_year is not distinct from $fiscal_year)
)

select own.action_row
from own
union all
select action.rowid
from marts.award_action as action
semi join owned on action.record_id = owned.record_id
