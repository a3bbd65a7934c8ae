-- title: An agency's contractors
-- grain: one row per agency and organization
-- key: agency_id, organization_id
-- note: actions loaded; a contractor whose awards have no action loaded has no sum
-- column obligated_usd: sum of the actions, de-obligations included; null where none is loaded
-- column marks: what is marked of it, in words; null where nothing is
-- column marked_usd: the part of that sum that marts.marked_action holds; null where none
-- column unmarked_usd: the sum without it
with acted as (
    select
        agency_id,
        organization_id,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        sum(action_count)::bigint as action_count,
        bool_or(is_undisclosed) as is_undisclosed,
        min(first_action_date) as first_action_date,
        max(last_action_date) as last_action_date
    from marts.obligation
    group by agency_id, organization_id
),

held as (
    select
        agency_id,
        organization_id,
        award_key
    from entities.award
    union
    select
        agency_id,
        organization_id,
        award_key
    from entities.award_action
),

counted as (
    select
        agency_id,
        organization_id,
        count(distinct award_key) as award_count
    from held
    where agency_id is not null and organization_id is not null
    group by agency_id, organization_id
)

select
    counted.agency_id,
    agency.name as agency_name,
    counted.organization_id,
    coalesce(firm.name, counted.organization_id) as recipient_name,
    coalesce(acted.is_undisclosed, counted.organization_id like 'undisclosed:%') as is_undisclosed,
    acted.obligated_usd,
    note.marks,
    note.marked_usd,
    case
        when note.marked_usd is null then acted.obligated_usd
        else (acted.obligated_usd - note.marked_usd)::decimal(18, 2)
    end as unmarked_usd,
    coalesce(acted.action_count, 0) as action_count,
    counted.award_count,
    acted.first_action_date,
    acted.last_action_date
from counted
left join acted
    on counted.agency_id = acted.agency_id and counted.organization_id = acted.organization_id
left join entities.agency as agency on counted.agency_id = agency.agency_id
left join entities.organization as firm on counted.organization_id = firm.organization_id
left join marts.mark_note as note
    on
        note.scope = 'agency_contractor'
        and counted.agency_id || '|' || counted.organization_id = note.scope_id
