-- title: An agency's contractors
-- grain: one row per agency and organization
-- key: agency_id, organization_id
-- note: actions loaded; a contractor whose awards have no action loaded has no sum
-- column obligated_usd: sum of the actions, de-obligations included; null where none is loaded, and
-- where they obligate nothing, are of some of its awards only, and its awards report money
-- column acted_award_count: the awards of which an action is loaded
-- column action_count: null where none is loaded
-- column reported_obligated_usd: what the awards report of themselves, added up; not the actions'
-- sum, and null where none reports
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
),

acting as (
    select
        agency_id,
        organization_id,
        count(distinct award_key) as acted_award_count
    from entities.award_action
    group by agency_id, organization_id
),

reported as (
    select
        agency_id,
        organization_id,
        sum(reported_obligated_usd)::decimal(18, 2) as reported_obligated_usd
    from entities.award
    where agency_id is not null and organization_id is not null
    group by agency_id, organization_id
)

select
    counted.agency_id,
    agency.name as agency_name,
    counted.organization_id,
    coalesce(firm.name, 'a registration whose name is not in the records loaded') as recipient_name,
    coalesce(acted.is_undisclosed, counted.organization_id like 'undisclosed:%') as is_undisclosed,
    case
        when
            acted.obligated_usd <> 0
            or coalesce(reported.reported_obligated_usd, 0) = 0
            or acting.acted_award_count = counted.award_count
            then acted.obligated_usd
    end as obligated_usd,
    note.marks,
    note.marked_usd,
    case
        when note.marked_usd is not null
            then (acted.obligated_usd - note.marked_usd)::decimal(18, 2)
        when
            acted.obligated_usd <> 0
            or coalesce(reported.reported_obligated_usd, 0) = 0
            or acting.acted_award_count = counted.award_count
            then acted.obligated_usd
    end as unmarked_usd,
    acted.action_count,
    counted.award_count,
    coalesce(acting.acted_award_count, 0) as acted_award_count,
    reported.reported_obligated_usd,
    acted.first_action_date,
    acted.last_action_date
from counted
left join acted
    on counted.agency_id = acted.agency_id and counted.organization_id = acted.organization_id
left join acting
    on
        counted.agency_id = acting.agency_id
        and counted.organization_id = acting.organization_id
left join reported
    on
        counted.agency_id = reported.agency_id
        and counted.organization_id = reported.organization_id
left join entities.agency as agency on counted.agency_id = agency.agency_id
left join entities.entity as firm on counted.organization_id = firm.entity_id
left join marts.mark_note as note
    on
        note.scope = 'agency_contractor'
        and counted.agency_id || '|' || counted.organization_id = note.scope_id
