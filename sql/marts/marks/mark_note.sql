-- title: The marks of each award, contractor, agency, and contractor of an agency, in words
-- grain: one row per scope with a mark
-- key: scope, scope_id
-- note: beside a sum and never in place of it
-- column scope: award, contractor, agency, or agency_contractor
-- column scope_id: the award's key, or the id; of agency_contractor both, the agency first, and a
-- | between them
-- column marks: the titles of the marks, each with its number where there are several
-- column marked_usd: the part of the sum of actions loaded that is marked; null where none is
-- column marked_reported_usd: what awards with marked obligations report of themselves
-- column marked_subaward_usd: the sub-awards that are marked
with stood as (
    select
        mark.mark_id,
        mark.title,
        mark.award_key,
        mark.organization_id,
        mark.agency_id
    from marts.mark as mark
    where mark.award_key is not null
),

scoped as (
    select
        'award' as scope,
        award_key as scope_id,
        mark_id,
        title
    from stood
    union all
    select
        'contractor',
        organization_id,
        mark_id,
        title
    from stood
    union all
    select
        'agency',
        agency_id,
        mark_id,
        title
    from stood
    union all
    select
        'agency_contractor',
        agency_id || '|' || organization_id,
        mark_id,
        title
    from stood
),

counted as (
    select
        scope,
        scope_id,
        title,
        count(*) as mark_count
    from scoped
    where scope_id is not null
    group by
        scope,
        scope_id,
        title
),

told as (
    select
        scope,
        scope_id,
        sum(mark_count)::bigint as mark_count,
        string_agg(
            title || case when mark_count > 1 then ' (' || mark_count || ')' else '' end,
            '; '
            order by title
        ) as marks
    from counted
    group by
        scope,
        scope_id
),

held as (
    select distinct award_key
    from marts.mark
    where bears_on = 'award' and until_date is null
),

passed_on as (
    select distinct record_id
    from marts.mark
    where bears_on = 'subaward' and record_id is not null
),

amounts as (
    select
        award_key,
        organization_id,
        agency_id,
        obligated_usd as marked_usd,
        null::decimal(18, 2) as reported_usd,
        null::decimal(18, 2) as subaward_usd
    from marts.marked_action
    union all
    select
        award.award_key,
        award.organization_id,
        award.agency_id,
        null,
        award.reported_obligated_usd,
        null
    from entities.award as award
    semi join held on award.award_key = held.award_key
    union all
    select
        subaward.award_key,
        subaward.organization_id,
        award.agency_id,
        null,
        null,
        subaward.amount_usd
    from entities.subaward as subaward
    left join entities.award as award on subaward.award_key = award.award_key
    semi join passed_on on subaward.record_id = passed_on.record_id
),

summed as (
    select
        'award' as scope,
        award_key as scope_id,
        marked_usd,
        reported_usd,
        subaward_usd
    from amounts
    union all
    select
        'contractor',
        organization_id,
        marked_usd,
        reported_usd,
        subaward_usd
    from amounts
    union all
    select
        'agency',
        agency_id,
        marked_usd,
        reported_usd,
        subaward_usd
    from amounts
    union all
    select
        'agency_contractor',
        agency_id || '|' || organization_id,
        marked_usd,
        reported_usd,
        subaward_usd
    from amounts
),

totals as (
    select
        scope,
        scope_id,
        sum(marked_usd)::decimal(18, 2) as marked_usd,
        sum(reported_usd)::decimal(18, 2) as marked_reported_usd,
        sum(subaward_usd)::decimal(18, 2) as marked_subaward_usd
    from summed
    where scope_id is not null
    group by
        scope,
        scope_id
)

select
    told.scope,
    told.scope_id,
    told.mark_count,
    told.marks,
    totals.marked_usd,
    totals.marked_reported_usd,
    totals.marked_subaward_usd
from told
left join totals on told.scope = totals.scope and told.scope_id = totals.scope_id
