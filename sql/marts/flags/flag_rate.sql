-- title: How often each indicator is flagged, by awarding agency and in all
-- grain: one row per indicator and agency, and one per indicator for all
-- key: code, scope_id
-- params: max_firing_share=0.25
-- note: the base rate that stands beside every flag: how ordinary it is
-- column scope_id: an agency, or all
-- column flagged_share: flagged over those that can be computed; null where none can
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
)

select
    scoped.code,
    scoped.scope_id,
    card.title,
    agency.name as agency_name,
    scoped.subject_count,
    scoped.flagged_count,
    scoped.not_flagged_count,
    scoped.not_computable_count,
    scoped.flagged_count / nullif(scoped.flagged_count + scoped.not_flagged_count, 0)
        as flagged_share,
    coalesce(
        scoped.flagged_count / nullif(scoped.flagged_count + scoped.not_flagged_count, 0)
        > getvariable('max_firing_share')::double,
        false
    ) as is_too_common
from scoped
inner join seeds.indicator as card on scoped.code = card.code
left join entities.agency as agency on scoped.scope_id = agency.agency_id
