-- title: Obligations far above the value at award
-- grain: one row per award that is not of an undisclosed recipient
-- key: flag_id
-- code: TL-P11
-- when: the award's actions add up to at least min_growth times its base value (base and exercised
-- options at the first action), and to at least the fence of its peers: the third quartile and 1.5
-- times the distance between the quartiles of the same agency's awards for the same product or
-- service, at least 10 of them
-- why: work added after award was not part of what firms competed for
-- innocent: options priced at award and then exercised; work added because of an emergency or a
-- change of law; a first action that funds only a start, or an undefinitized contract; task orders
-- funded step by step; awards written for one item and reused
-- excludes: vehicles (their orders carry the money), awards whose first action is not loaded or
-- states no positive value, awards whose actions do not cover the award's own total unless they
-- reach the fence already, awards with too few peers or peers without spread: not computable;
-- undisclosed recipients are not firms and have no row
-- params: min_growth=1.25
-- also: Opentender INTEGRITY_COST_OVERRUN
-- source: Throughline's own; fence after Tukey, Exploratory Data Analysis (1977); changes: FAR 43.2
with compared as (
    select
        ratio.*,
        peers.award_count,
        peers.third_quartile,
        peers.fence,
        case
            when ratio.value is null then ratio.missing
            when ratio.agency_id is null then 'the agency is not stated'
            when ratio.product_or_service_code is null
                then 'no product or service code is stated, so that there are no peers'
            when peers.award_count is null
                then
                    'no award of the agency for ' || ratio.product_or_service_code
                    || ' can be compared'
            when peers.fence is null then peers.fence_missing
            when
                ratio.value >= peers.fence and ratio.value >= getvariable('min_growth')::double
                then null
            else ratio.missing
        end as lacking
    from measures.award_ratio as ratio
    left join measures.peer_group as peers
        on
            ratio.measure = peers.measure
            and ratio.agency_id = peers.agency_id
            and ratio.product_or_service_code = peers.product_or_service_code
    where ratio.measure = 'obligation_growth'
),

judged as (
    select
        *,
        case
            when lacking is not null then 'not_computable'
            when value >= fence and value >= getvariable('min_growth')::double then 'flagged'
            else 'not_flagged'
        end as state
    from compared
),

-- the largest additions to the flagged awards
added as (
    select
        action.award_key,
        action.record_id
    from entities.award_action as action
    inner join judged on action.award_key = judged.award_key
    where judged.state = 'flagged' and action.obligated_usd > 0
    qualify
        row_number() over (
            partition by action.award_key
            order by action.obligated_usd desc, action.record_id asc
        ) <= 20
),

additions as (
    select
        award_key,
        list(record_id) as record_ids
    from added
    group by award_key
)

select
    md5(concat_ws('|', 'TL-P11', 'award:' || judged.award_key)) as flag_id,
    'TL-P11' as code,
    'award:' || judged.award_key as subject_id,
    judged.organization_id,
    null::varchar as object_id,
    judged.agency_id,
    judged.state,
    coalesce(
        judged.lacking,
        'obligations of ' || judged.over_usd || ' USD'
        || case when judged.is_whole then '' else ' or more' end || ' are '
        || round(judged.value, 2) || ' times the base value of ' || judged.under_usd
        || ' USD; of the ' || judged.award_count || ' awards of the agency for '
        || judged.product_or_service_code || ', three quarters are at or below '
        || round(judged.third_quartile, 2) || ' times, and the fence is at '
        || round(judged.fence, 2) || ' times'
    ) as reason,
    case when judged.lacking is null then judged.value end as value,
    judged.as_of_date,
    list_sort(list_distinct(list_concat(judged.record_ids, coalesce(additions.record_ids, []))))
        as evidence
from judged
left join additions on judged.award_key = additions.award_key
