-- title: Contractors with what was obligated to them
-- grain: one row per firm, and per stand-in for many, that holds an award or received an action
-- on one
-- key: organization_id
-- note: actions loaded; a vehicle's own actions count, its ceiling and its orders do not
-- column obligated_usd: sum of the actions, de-obligations included; null where none is loaded, and
-- where they obligate nothing, are of some of its awards only, and its awards report money
-- column acted_award_count: the awards of which an action is loaded
-- column deobligated_usd: the negative part of that sum
-- column action_count: null where none is loaded
-- column marks: what is marked of it, in words; null where nothing is
-- column marked_usd: the part of that sum that marts.marked_action holds; null where none
-- column unmarked_usd: the sum without it
-- column award_count: awards that it holds, and awards of which it received an action
-- column reported_obligated_usd: what the awards that it holds report of themselves, added up; not
-- the actions' sum, and null where none reports
-- column reported_award_count: the awards that report
-- column incomplete_reason: of the latest fiscal year that is not whole
with acted as (
    select
        organization_id,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        sum(deobligated_usd)::decimal(18, 2) as deobligated_usd,
        sum(action_count)::bigint as action_count,
        min(first_action_date) as first_action_date,
        max(last_action_date) as last_action_date,
        bool_or(is_undisclosed) as is_undisclosed,
        arg_max(incomplete_reason, (fiscal_year, incomplete_reason))
        filter (where is_incomplete) as incomplete_reason
    from marts.obligation
    group by organization_id
),

held as (
    select
        organization_id,
        agency_id,
        award_key
    from entities.award
    union
    select
        organization_id,
        agency_id,
        award_key
    from entities.award_action
),

counted as (
    select
        organization_id,
        count(distinct award_key) as award_count,
        count(distinct agency_id) as agency_count
    from held
    where organization_id is not null
    group by organization_id
),

acting as (
    select
        organization_id,
        count(distinct award_key) as acted_award_count
    from entities.award_action
    group by organization_id
),

reported as (
    select
        organization_id,
        sum(reported_obligated_usd)::decimal(18, 2) as reported_obligated_usd,
        count(reported_obligated_usd) as reported_award_count
    from entities.award
    where organization_id is not null
    group by organization_id
)

select
    counted.organization_id,
    coalesce(entity.name, 'a registration whose name is not in the records loaded') as name,
    entity.place,
    coalesce(acted.is_undisclosed, counted.organization_id like 'undisclosed:%') as is_undisclosed,
    case
        when
            acted.obligated_usd <> 0
            or coalesce(reported.reported_obligated_usd, 0) = 0
            or acting.acted_award_count = counted.award_count
            then acted.obligated_usd
    end as obligated_usd,
    acted.deobligated_usd,
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
    coalesce(reported.reported_award_count, 0) as reported_award_count,
    counted.agency_count,
    acted.first_action_date,
    acted.last_action_date,
    acted.incomplete_reason is not null as is_incomplete,
    acted.incomplete_reason
from counted
left join acted on counted.organization_id = acted.organization_id
left join acting on counted.organization_id = acting.organization_id
left join reported on counted.organization_id = reported.organization_id
left join entities.entity as entity on counted.organization_id = entity.entity_id
left join marts.mark_note as note
    on note.scope = 'contractor' and counted.organization_id = note.scope_id
