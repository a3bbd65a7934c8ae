-- title: Contributions near a new award
-- grain: one row per contractor, role of the givers, committee and direction
-- key: flag_id
-- code: TL-T01
-- when: gifts of one role to one committee stand within 30 days before (or, apart, after) the
-- contractor's new awards more often than placebos of the same calendar do, at a false discovery
-- rate of max_q over all tests of the build
-- why: gifts that keep to the dates of awards, beyond season and growth, are worth a look at the
-- records of both
-- innocent: some pairs stand out by chance (that is what the rate says); a surge of a few months
-- that both sides share, such as a campaign year of one committee and a year of large programs,
-- can raise it; fundraisers have dates of their own
-- excludes: funding modifications, which are not new awards; refunds; series with fewer than four
-- separate occasions of giving or less than two years of both ledgers: not computable
-- params: max_q=0.05
-- source: Throughline's own; the exact law of placebos (Poisson binomial) with the
-- Benjamini-Hochberg correction (1995)
-- column value: the corrected p-value
with near_gift as (
    select
        series.pair_id,
        list_sort(list(gift.record_id))[:200] as record_ids
    from measures.gift_series as series
    inner join measures.tied_gift as gift
        on
            series.organization_id = gift.organization_id
            and series.role_code = gift.role_code
            and series.recipient_id = gift.recipient_id
    where gift.amount_usd > 0 and not gift.is_refund
    group by series.pair_id
),

awarded as (
    select
        organization_id,
        list_sort(list(record_id))[:200] as record_ids
    from measures.new_award
    group by organization_id
)

select
    md5(concat_ws('|', 'TL-T01', timing.pair_id, timing.direction)) as flag_id,
    'TL-T01' as code,
    series.organization_id as subject_id,
    series.organization_id,
    series.recipient_id as object_id,
    null::varchar as agency_id,
    case
        when timing.state = 'not_computable' then 'not_computable'
        when timing.q_value <= getvariable('max_q')::double then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when timing.state = 'not_computable'
            then lower(role.title) || ', ' || timing.direction || ' an award: ' || timing.reason
        else
            lower(role.title) || ': ' || timing.near_count || ' of ' || timing.episode_count
            || ' occasions of giving stand within 30 days ' || timing.direction
            || ' a new award; placebos give ' || round(timing.placebo_mean, 1) || ' on average; '
            || timing.base_rate || '; p = ' || format('{:.2g}', timing.p_value)
            || ', corrected for ' || timing.test_count || ' tests of ' || timing.pair_count
            || ' pairs: ' || format('{:.3g}', timing.q_value)
    end as reason,
    timing.q_value as value,
    series.last_day as as_of_date,
    list_sort(list_distinct(list_concat(near_gift.record_ids, awarded.record_ids))) as evidence
from measures.timing as timing
inner join measures.gift_series as series on timing.pair_id = series.pair_id
inner join seeds.tie_role as role on series.role_code = role.role_code
inner join near_gift on timing.pair_id = near_gift.pair_id
inner join awarded on series.organization_id = awarded.organization_id
