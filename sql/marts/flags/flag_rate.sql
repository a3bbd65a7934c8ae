-- title: How often each indicator is flagged, by awarding agency and in all
-- grain: one row per indicator and agency, and one per indicator for all
-- key: code, scope_id
-- params: max_firing_share=0.25 least_computed=10
-- note: the base rate that stands beside every flag: how ordinary it is
-- column scope_id: an agency, or all
-- column flagged_share: flagged over those that can be computed; null where fewer than
-- least_computed can: 1 of 1 is no rate
-- column rate_words: the share, or the two counts where there is none
-- column is_too_common: flagged for more of those computed than max_firing_share: the rule tells
-- little, or the records are one-sided
with counted as (
    select
        flag.code,
        coalesce(flag.agency_id, 'none') as agency_id,
        count(*) as subject_count,
        count(*) filter (where flag.state = 'flagged') as flagged_count,
        count(*) filter (where flag.state = 'not_flagged') as not_flagged_count,
        count(*) filter (where flag.state = 'not_computable') as not_computable_count
    from indicators.flag as flag
    group by flag.code, coalesce(flag.agency_id, 'none')
),

scoped as (
    select
        code,
        agency_id as scope_id,
        subject_count,
        flagged_count,
        not_flagged_count,
        not_computable_count
    from counted
    where agency_id <> 'none'
    union all
    select
        code,
        'all',
        sum(subject_count)::bigint,
        sum(flagged_count)::bigint,
        sum(not_flagged_count)::bigint,
        sum(not_computable_count)::bigint
    from counted
    group by code
),

shared as (
    select
        *,
        flagged_count + not_flagged_count as computed_count,
        case
            when flagged_count + not_flagged_count >= getvariable('least_computed')::integer
                then flagged_count / (flagged_count + not_flagged_count)
        end as flagged_share
    from scoped
)

select
    shared.code,
    shared.scope_id,
    card.title,
    agency.name as agency_name,
    shared.subject_count,
    shared.flagged_count,
    shared.not_flagged_count,
    shared.not_computable_count,
    shared.flagged_share,
    case
        when shared.computed_count = 0 then 'none can be computed'
        when shared.flagged_share is null
            then shared.flagged_count || ' of ' || shared.computed_count || ' examined'
        else
            round(100 * shared.flagged_share, 1) || ' % of ' || shared.computed_count
            || ' examined'
    end as rate_words,
    coalesce(shared.flagged_share > getvariable('max_firing_share')::double, false)
        as is_too_common
from shared
inner join seeds.indicator as card on shared.code = card.code
left join entities.agency as agency on shared.scope_id = agency.agency_id
