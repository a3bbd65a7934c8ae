-- title: Undefinitized contract beyond 180 days
-- grain: one row per award whose first action is loaded and is, or may be, undefinitized
-- key: flag_id
-- code: TL-P03
-- when: the first action is a letter contract or another undefinitized action, and more than
-- undefinitized_days (180) passed from it to the first action that definitizes it (action type H,
-- or words that say so of the contract), or to the day up to which the records can speak; day 180
-- is in time
-- why: work goes on before terms and price are agreed, and the firm's costs are paid meanwhile,
-- so that the government's hand in the price weakens with each day
-- innocent: the clock may run from a qualifying proposal that came later; heads of agencies waive
-- it for contingencies; the action that definitized it may carry another type and say it in other
-- words
-- excludes: awards whose first action is neither (no row) or is not loaded (no row). A later action
-- that is itself coded as neither does not definitize the award. Not computable: the first action
-- states no code or no day; no action definitizes it, and a later one is coded as neither, or newer
-- actions of the award are not loaded; what is not definitized and younger is not flagged yet.
-- Words that definitize a line, a price, a change or an order do not count. Of a terminated award
-- the days run to its termination. Defense actions appear 90 days late, so its records speak up to
-- publication_delay_days before their files. A vehicle is judged as any award; its ceiling is not
-- spending
-- params: undefinitized_days=180 publication_delay_days=90
-- also: GAO-10-299; GAO-07-559
-- source: DFARS 217.7404-3(a) for defense; FAR 16.603-2(c) for letter contracts elsewhere
with begun as (
    select
        term.award_key,
        case when not award.is_undisclosed then term.organization_id end as organization_id,
        term.agency_id,
        term.undefinitized_code,
        term.award_date,
        term.definitized_date,
        term.definitized_record_id,
        term.later_neither_date,
        case when term.end_basis = 'termination' then term.performance_end_date end
            as terminated_date,
        term.first_record_id,
        term.record_ids,
        award.is_vehicle,
        award.last_action_date,
        loaded.last_loaded_date,
        getvariable('undefinitized_days')::integer as most_days,
        (
            loaded.file_date
            - case
                when award.is_defense then getvariable('publication_delay_days')::integer
                else 0
            end
        )::date as as_of_date
    from entities.award_term as term
    inner join entities.award as award on term.award_key = award.award_key
    left join measures.award_loaded as loaded on term.award_key = loaded.award_key
    where
        term.first_record_id is not null
        and coalesce(term.undefinitized_code <> 'X', true)
),

counted as (
    select
        begun.*,
        case begun.undefinitized_code
            when 'A' then 'a letter contract'
            else 'an undefinitized action'
        end as kind,
        (
            coalesce(
                begun.definitized_date, least(begun.as_of_date, begun.terminated_date)
            ) - begun.award_date
        )::integer as days,
        case
            when begun.undefinitized_code is null
                then 'the first action does not say whether it was definitized'
            when begun.undefinitized_code not in ('A', 'B')
                then
                    'the first action is coded ' || begun.undefinitized_code
                    || ', which is none of A, B and X'
            when begun.award_date is null then 'the first action has no day'
            when begun.definitized_date < begun.award_date
                then 'it is recorded as definitized before it was signed'
            when begun.definitized_date is not null then null
            when begun.later_neither_date is not null
                then
                    'no loaded action is of the type, or says, that it definitizes the award; from '
                    || begun.later_neither_date || ' on actions are coded as neither themselves, '
                    || 'which does not tell when it was'
            when begun.as_of_date is null then 'the day of its files is not known'
            when begun.last_action_date > begun.last_loaded_date
                then
                    'no loaded action definitizes it, and those after '
                    || begun.last_loaded_date || ' are not loaded'
        end as missing
    from begun
),

judged as (
    select
        *,
        case
            when missing is not null then 'not_computable'
            when days > most_days then 'flagged'
            else 'not_flagged'
        end as state
    from counted
)

select
    md5(concat_ws('|', 'TL-P03', 'award:' || award_key)) as flag_id,
    'TL-P03'::varchar as code,
    'award:' || award_key as subject_id,
    organization_id,
    null::varchar as object_id,
    agency_id,
    state,
    coalesce(
        missing,
        'signed ' || award_date || ' as ' || kind || ', '
        || case
            when definitized_date is not null
                then 'and definitized ' || definitized_date || ', ' || days || ' days later'
            else
                'with no action that definitizes it up to '
                || case
                    when terminated_date <= as_of_date
                        then 'its termination of ' || terminated_date
                    else as_of_date::varchar
                end
                || ', ' || days || ' days later'
        end
        || ' (in time: ' || most_days || ' days)'
        || case when is_vehicle then '; a vehicle: its orders carry the money' else '' end
    ) as reason,
    case when missing is null then days::double end as value,
    as_of_date,
    list_sort(list_distinct(list_concat(
        record_ids,
        list_filter([first_record_id, definitized_record_id], lambda cited: cited is not null)
    ))) as evidence
from judged
