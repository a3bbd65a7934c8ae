-- title: Actions that terminated an award or cancelled it
-- grain: one row per action of a kind that terminates (seeds.action_type)
-- key: record_id
-- note: the type says "complete or partial" and not which: what the award's later records state
-- tells. Sums are of the actions loaded; a ceiling is a limit on spending, and what of it can no
-- longer be used is not money saved
-- column said: what was done, in words
-- column state: ended; in part (the termination let the end stand, and the award goes on);
-- rescinded (it set an end, and a later action states a later one); or repeated (another
-- termination follows, which tells how it stands)
-- column answer_record_id: the action with which the award goes on
-- column obligated_before_usd: what the actions before it add up to; null where the first action is
-- not loaded, or an amount is not stated
-- column obligated_after_usd: what all actions add up to, it and later ones included; null likewise
-- column taken_back_usd: what it and later actions took back; negative or zero
-- column added_after_usd: what later actions added
-- column ceiling_before_usd: base and all options before it, as the actions add up to; where the
-- first of them or its value is not loaded, as the last record before it states
-- column ceiling_after_usd: the same, with the change that it states
-- column ceiling_ended_usd: what of the ceiling had not been obligated; null where the award goes
-- on, where no ceiling is stated, and of a vehicle: its orders carry the money
with termination as (
    select
        statement.*,
        type.said
    from entities.award_end_statement as statement
    inner join seeds.action_type as type
        on upper(statement.action_type_code) = type.action_type_code
    where statement.kind = 'termination'
),

ended_award as (
    select distinct award_key
    from termination
),

acted as (
    select
        action.award_key,
        action.record_id,
        action.organization_id,
        action.agency_id,
        action.obligated_usd,
        action.fiscal_year,
        filed.ceiling_change_usd,
        filed.ceiling_usd,
        row_number() over (
            partition by action.award_key
            order by
                action.action_date asc nulls first,
                coalesce(turn.office_code, 2) asc,
                turn.number asc nulls first,
                filed.last_modified_at asc nulls first,
                action.record_id asc
        ) as turn,
        coalesce(turn.office_code = 0 and filed.ceiling_change_usd is not null, false)
            as states_ceiling,
        coalesce(turn.office_code = 0, false) as is_first
    from entities.award_action as action
    semi join ended_award on action.award_key = ended_award.award_key
    left join entities.modification_order as turn
        on action.modification_number = turn.modification_number
    left join staging.usaspending_prime_transaction as filed
        on action.record_id = filed.record_id
),

own as (
    select acted.*
    from acted
    semi join termination on acted.record_id = termination.record_id
),

summed as (
    select
        own.record_id,
        case
            when
                bool_or(acted.is_first)
                and count(*) filter (
                    where acted.turn < own.turn and acted.obligated_usd is null
                ) = 0
                then sum(acted.obligated_usd) filter (where acted.turn < own.turn)
        end as obligated_before_usd,
        case
            when
                bool_or(acted.is_first)
                and count(*) filter (where acted.obligated_usd is null) = 0
                then sum(acted.obligated_usd)
        end as obligated_after_usd,
        sum(acted.obligated_usd) filter (where acted.turn >= own.turn and acted.obligated_usd < 0)
            as negative_usd,
        bool_and(acted.obligated_usd is null) filter (where acted.turn >= own.turn) as is_unsaid,
        sum(acted.obligated_usd) filter (where acted.turn > own.turn and acted.obligated_usd > 0)
            as added_after_usd,
        case
            when bool_or(acted.states_ceiling and acted.turn < own.turn)
                then sum(acted.ceiling_change_usd) filter (where acted.turn < own.turn)
        end as summed_ceiling_usd,
        arg_max(acted.ceiling_usd, acted.turn) filter (where acted.turn < own.turn)
            as stated_ceiling_usd
    from own
    inner join acted on own.award_key = acted.award_key
    group by own.record_id
),

answered as (
    select
        award_key,
        termination_count,
        arg_min(record_id, place) as answer_record_id,
        arg_min(statement_date, place) as answer_date,
        arg_min(end_date, place) as answer_end_date
    from entities.award_end_statement
    where effect = 'restores'
    group by
        award_key,
        termination_count
),

judged as (
    select
        termination.*,
        own.organization_id,
        own.agency_id,
        own.fiscal_year,
        own.ceiling_change_usd,
        own.ceiling_usd,
        summed.obligated_before_usd,
        summed.obligated_after_usd,
        summed.negative_usd,
        summed.is_unsaid,
        summed.added_after_usd,
        summed.summed_ceiling_usd,
        summed.stated_ceiling_usd,
        answered.answer_record_id,
        answered.answer_date,
        answered.answer_end_date,
        award.is_vehicle,
        case
            when
                answered.award_key is not null
                and termination.stated_end_date = termination.end_date
                then 'rescinded'
            when answered.award_key is not null then 'in part'
            when
                row_number() over (
                    partition by termination.award_key order by termination.place desc
                ) > 1
                then 'repeated'
            else 'ended'
        end as state
    from termination
    inner join own on termination.record_id = own.record_id
    inner join entities.award as award on termination.award_key = award.award_key
    inner join summed on termination.record_id = summed.record_id
    left join answered
        on
            termination.award_key = answered.award_key
            and termination.termination_count + 1 = answered.termination_count
)

select
    record_id,
    award_key,
    organization_id,
    agency_id,
    record_url,
    statement_date as action_date,
    fiscal_year,
    modification_number,
    action_type_code,
    said,
    state,
    answer_record_id,
    case state
        when 'ended'
            then
                case
                    when stated_end_date = end_date then 'it states this end itself'
                    when stated_end_date is null
                        then 'it states no end: the end is the day of the action'
                    else
                        'it states ' || stated_end_date || ' as before, and does not say whether '
                        || 'all of the award ended'
                end
        when 'repeated' then 'another termination follows'
        when 'in part'
            then
                'it let the end stand, and the award goes on: an action of ' || answer_date
                || ' leaves its end at ' || answer_end_date
        else
            'taken back by an action of ' || answer_date || ', which states ' || answer_end_date
            || ' as the end'
    end as state_reason,
    stated_end_date,
    end_date,
    obligated_usd,
    obligated_before_usd::decimal(18, 2) as obligated_before_usd,
    obligated_after_usd::decimal(18, 2) as obligated_after_usd,
    case when not is_unsaid then coalesce(negative_usd, 0) end::decimal(18, 2) as taken_back_usd,
    case when not is_unsaid then coalesce(added_after_usd, 0) end::decimal(18, 2)
        as added_after_usd,
    coalesce(summed_ceiling_usd, stated_ceiling_usd)::decimal(18, 2) as ceiling_before_usd,
    case
        when summed_ceiling_usd is not null
            then summed_ceiling_usd + coalesce(ceiling_change_usd, 0)
        else ceiling_usd
    end::decimal(18, 2) as ceiling_after_usd,
    case
        when
            state = 'ended'
            and not is_vehicle
            and obligated_after_usd is not null
            and coalesce(summed_ceiling_usd, stated_ceiling_usd) > 0
            then
                greatest(
                    coalesce(summed_ceiling_usd, stated_ceiling_usd)
                    - greatest(obligated_after_usd, 0),
                    0
                )
    end::decimal(18, 2) as ceiling_ended_usd
from judged
