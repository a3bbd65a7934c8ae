-- title: Ceiling far above what was obligated when performance had ended
-- grain: one row per award that is not of an undisclosed recipient
-- key: flag_id
-- code: TL-P12
-- when: performance ended before the day up to which the award's files speak (90 days earlier for
-- defense), the ceiling (base and all options) is at least min_ceiling_ratio times what was
-- obligated, and the ratio is at or above the fence of its peers: the third quartile and 1.5 times
-- the distance between the quartiles of the same agency's ended awards for the same product or
-- service, at least 10 of them
-- why: a ceiling far above need favours firms that can offer large volumes, and leaves room to
-- order without new competition
-- innocent: options that were not needed; budgets cut; a part that was terminated; a ceiling set
-- for emergencies; obligations cut back when the award was closed; a ceiling entered with one digit
-- too many
-- excludes: vehicles (their ceiling is not spending and their orders carry the money), awards still
-- under way or without an end, a ceiling or a total of their own, awards that were terminated (what
-- ended is under Terminations; a part terminated or a termination taken back is named), awards
-- without obligations, awards with too few peers or peers without spread: not computable;
-- undisclosed recipients are not firms and have no row
-- params: min_ceiling_ratio=2
-- source: Throughline's own; fence after Tukey, Exploratory Data Analysis (1977)
with part as (
    select
        award_key,
        arg_max(said || ' on ' || action_date || ' (' || state || ')', (action_date, record_id))
            as words
    from entities.termination
    where state <> 'ended'
    group by award_key
),

compared as (
    select
        ratio.*,
        peers.award_count,
        peers.third_quartile,
        peers.fence,
        part.words as part_words,
        case
            when ratio.value is null then ratio.missing
            when ratio.agency_id is null then 'the agency is not stated'
            when ratio.product_or_service_code is null
                then 'no product or service code is stated, so that there are no peers'
            else peers.fence_missing
        end as lacking
    from measures.award_ratio as ratio
    left join measures.peer_group as peers
        on
            ratio.measure = peers.measure
            and ratio.agency_id = peers.agency_id
            and ratio.product_or_service_code = peers.product_or_service_code
    left join part on ratio.award_key = part.award_key
    where ratio.measure = 'ceiling'
)

select
    md5(concat_ws('|', 'TL-P12', 'award:' || award_key)) as flag_id,
    'TL-P12' as code,
    'award:' || award_key as subject_id,
    organization_id,
    null::varchar as object_id,
    agency_id,
    case
        when lacking is not null then 'not_computable'
        when value >= fence and value >= getvariable('min_ceiling_ratio')::double then 'flagged'
        else 'not_flagged'
    end as state,
    coalesce(
        lacking,
        'the ceiling of ' || over_usd || ' USD is ' || round(value, 2)
        || ' times the obligations of ' || under_usd || ' USD after the end of performance; of the '
        || award_count || ' ended awards of the agency for ' || product_or_service_code
        || ', three quarters are at or below ' || round(third_quartile, 2)
        || ' times, and the fence is at ' || round(fence, 2) || ' times'
        || coalesce('; ' || part_words, '')
    ) as reason,
    case when lacking is null then value end as value,
    as_of_date,
    record_ids as evidence
from compared
