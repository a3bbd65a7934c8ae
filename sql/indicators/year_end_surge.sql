-- title: An agency's obligations crowd into the end of the fiscal year
-- grain: one row per agency and fiscal year with actions loaded
-- key: flag_id
-- code: TL-P13
-- when: at least surge_share of what the agency newly obligated in the fiscal year, by the positive
-- amounts of its actions loaded less what later actions of the same award took back, was obligated
-- in the last 30 days to 30 September; an even spread would give a twelfth
-- why: money that expires at the end of the year may be spent in haste, with less competition and
-- less care for quality
-- innocent: appropriations that came late, as after a continuing resolution; yearly contracts that
-- are renewed in September; one large award that happened to be ready; seasonal needs; the awards
-- loaded need not be all that the agency made
-- excludes: fiscal years that are not loaded whole: fewer than surge_months months with actions
-- that obligate money, fewer than surge_actions of them, an action without a date or an amount, or
-- files that speak of days before the year's end (90 days later for defense): not computable;
-- actions that obligate nothing count as none; a de-obligation takes back the latest amounts of its
-- award first, within the year or after it, and what it takes back is in neither sum; vehicles
-- count with their own obligations, their ceilings never; undisclosed recipients count, because the
-- figure is the agency's; evidence: the 50 largest actions of those days, of which something stands
-- params: surge_share=0.25 surge_months=11 surge_actions=100 surge_delay_days=90
-- also: GAO/AIMD-98-185; GAO/PAD-81-18
-- source: Liebman and Mahoney, Do Expiring Budgets Lead to Wasteful Year-End Spending?, American
-- Economic Review 107(11), 2017; the threshold is Throughline's own
with judged as (
    select
        *,
        case
            when file_date is null then 'the day up to which the records speak is unknown'
            when
                file_date < end_date
                or (is_defense and file_date < end_date + getvariable('surge_delay_days')::integer)
                then
                    'the files speak up to ' || file_date || ', too early for a fiscal year '
                    || 'that ended on ' || end_date - 1
                    || case when is_defense then ' (defense actions appear late)' else '' end
            when month_count < getvariable('surge_months')::integer
                then
                    'actions that obligate money are loaded of only ' || month_count
                    || ' months of the fiscal year, fewer than ' || getvariable('surge_months')
            when paying_count < getvariable('surge_actions')::integer
                then
                    'only ' || paying_count || ' of the ' || action_count || ' actions loaded of '
                    || 'the fiscal year obligate money that was not taken back, fewer than '
                    || getvariable('surge_actions')
            when blank_count > 0
                then blank_count || ' actions of the fiscal year have no date or no amount'
        end as missing
    from measures.agency_year
),

measured as (
    select
        *,
        case when missing is null then late_usd::double / year_usd::double end as late_share
    from judged
),

stated as (
    select
        *,
        case
            when missing is not null then 'not_computable'
            when late_share >= getvariable('surge_share')::double then 'flagged'
            else 'not_flagged'
        end as state
    from measured
),

largest as (
    select
        action.agency_id,
        action.fiscal_year,
        action.record_id
    from entities.award_action as action
    inner join stated
        on action.agency_id = stated.agency_id and action.fiscal_year = stated.fiscal_year
    left join measures.taken_back as taken on action.record_id = taken.record_id
    where
        stated.state = 'flagged'
        and action.obligated_usd > 0
        and action.action_date >= stated.late_from
        and action.action_date < stated.end_date
        and (taken.record_id is null or taken.taken_usd < action.obligated_usd)
    qualify
        row_number() over (
            partition by action.agency_id, action.fiscal_year
            order by
                case
                    when taken.record_id is null then action.obligated_usd
                    else action.obligated_usd - taken.taken_usd
                end desc,
                action.record_id asc
        ) <= 50
),

cited as (
    select
        agency_id,
        fiscal_year,
        list(record_id order by record_id) as record_ids
    from largest
    group by
        agency_id,
        fiscal_year
)

select
    md5(concat_ws('|', 'TL-P13', stated.agency_id, 'fy:' || stated.fiscal_year)) as flag_id,
    'TL-P13' as code,
    stated.agency_id as subject_id,
    null::varchar as organization_id,
    'fy:' || stated.fiscal_year as object_id,
    stated.agency_id,
    stated.state,
    coalesce(
        stated.missing,
        round(100 * stated.late_share, 1) || ' % of the ' || stated.year_usd
        || ' USD newly obligated by the ' || stated.paying_count
        || ' actions loaded of fiscal year ' || stated.fiscal_year || ' that obligate money '
        || 'fall in its last ' || (stated.end_date - stated.late_from)
        || ' days; an even spread would give ' || round(100.0 / 12, 1) || ' % (a twelfth)'
        || case
            when stated.taken_usd > 0
                then
                    '; left out are ' || stated.taken_usd || ' USD that later actions of the same '
                    || 'awards took back, ' || stated.late_taken_usd || ' USD of it of those days'
            else ''
        end
    ) as reason,
    stated.late_share as value,
    stated.file_date as as_of_date,
    coalesce(cited.record_ids, []::varchar[]) as evidence
from stated
left join cited
    on stated.agency_id = cited.agency_id and stated.fiscal_year = cited.fiscal_year
