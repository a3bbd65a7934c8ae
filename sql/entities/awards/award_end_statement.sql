-- title: What each record says of an award's end and solicitation, in order, and which holds
-- grain: one row per record that changes a day of an award, closes it out or ends it, or answers a
-- termination; and one per award summary and award page
-- key: record_id
-- params: first_year=1950 last_year=2100 near_days=90
-- note: in the order of modifications: by action date, then by entities.modification_order, then as
-- last modified. A later statement replaces an earlier one, also by an earlier day. A closeout
-- moves nothing. A termination ends the award on the day that it states, where that is past, or
-- earlier than the former end, or another and within near_days of it; else on the day of the
-- action, or the former end if that was past: it may repeat what stood, and does not say whether
-- it is of all or of a part. After a termination a statement of a day up to near_days later
-- corrects it; a later day takes it back, unless it comes with money taken back or, without new
-- work or money, only repeats what the termination itself left standing; where that set no end,
-- new work or money alone takes it back. A summary or a page holds where it is newer than the
-- actions loaded
-- column place: where it stands among the statements of its award, from 1
-- column source: action, summary or page
-- column statement_date: of the action; of a summary its latest action's; of a page its last change
-- column office_code: see entities.modification_order
-- column modification_place: the number of the modification
-- column kind: of its action type, see seeds.action_type; unsaid where none is stated
-- column stated_end_date: the end as the record states it, of performance or of ordering
-- column solicitation_date: as the record states it; null outside first_year to last_year
-- column is_implausible: the end stated is outside first_year to last_year, and is not used
-- column former_end_date: the end stated last before it, closeouts left out
-- column end_date: the end that follows from it; of a termination see the note
-- column effect: holds, corrects or restores (after a termination), ends, moves nothing, repeats
-- (what a termination left standing), takes back (money after a termination), compared (a summary
-- or page that is no newer than the actions), implausible, or states no end
-- column holds: from the day of the statement on its end is the award's, until a later one holds
-- column termination_count: terminations of the award before it
-- column until_date: the day of the next statement that holds; null where none does
with acted as (
    select
        action.award_key,
        action.record_id,
        action.record_url,
        'action' as source,
        action.action_date as statement_date,
        action.modification_number,
        action.action_type_code,
        coalesce(type.kind, 'unsaid') as kind,
        action.obligated_usd,
        action.performance_end_date as stated_end_date,
        action.solicitation_date as stated_solicitation_date,
        action.last_modified_at
    from staging.usaspending_prime_transaction as action
    left join seeds.action_type as type on upper(action.action_type_code) = type.action_type_code
    union all
    -- the API tells no days of performance, and that an award was ended
    select
        action.award_key,
        action.record_id,
        action.record_url,
        'action',
        action.action_date,
        action.modification_number,
        action.action_type_code,
        type.kind,
        action.obligated_usd,
        null,
        null,
        null
    from staging.usaspending_api_transaction as action
    inner join seeds.action_type as type on upper(action.action_type_code) = type.action_type_code
    anti join staging.usaspending_prime_transaction as bulk
        on upper(action.transaction_key) = upper(bulk.transaction_key)
    where type.kind = 'termination'
),

known as (
    select
        award_key,
        max(statement_date) filter (where stated_end_date is not null) as last_date,
        max(last_modified_at) filter (where stated_end_date is not null) as last_modified_at
    from acted
    group by award_key
),

summed_up as (
    select
        award_key,
        record_id,
        record_url,
        'summary' as source,
        latest_action_date as statement_date,
        performance_end_date as stated_end_date,
        solicitation_date as stated_solicitation_date,
        last_modified_at
    from staging.usaspending_prime_award_summary
    union all
    select
        award_key,
        record_id,
        record_url,
        'page',
        last_modified_at::date,
        end_date,
        null,
        last_modified_at
    from staging.usaspending_api_award_detail
),

stated as (
    select
        *,
        false as is_old
    from acted
    union all by name
    select
        summed_up.*,
        'unsaid' as kind,
        coalesce(
            case
                when summed_up.source = 'page' and known.last_modified_at is not null
                    then summed_up.last_modified_at <= known.last_modified_at
                else summed_up.statement_date <= known.last_date
            end,
            known.award_key is not null and known.last_date is not null
        ) as is_old
    from summed_up
    left join known on summed_up.award_key = known.award_key
),

placed as (
    select
        stated.*,
        coalesce(turn.office_code, 2) as office_code,
        turn.number as modification_place,
        coalesce(
            year(stated.stated_end_date) not between getvariable('first_year')::integer
            and getvariable('last_year')::integer,
            false
        ) as is_implausible,
        row_number() over (
            partition by stated.award_key
            order by
                stated.statement_date asc nulls first,
                stated.source <> 'action' asc,
                coalesce(turn.office_code, 2) asc,
                turn.number asc nulls first,
                stated.last_modified_at asc nulls first,
                stated.source asc,
                stated.record_id asc
        ) as place
    from stated
    left join entities.modification_order as turn
        on stated.modification_number = turn.modification_number
    where stated.award_key is not null
),

followed as (
    select
        *,
        case when not is_implausible then stated_end_date end as plain_end_date,
        last_value(
            case
                when kind not in ('closeout', 'termination') and not is_old and not is_implausible
                    then stated_end_date
            end
            ignore nulls
        ) over before as former_end_date,
        lag(stated_solicitation_date ignore nulls) over (
            partition by award_key order by place
        ) as former_solicitation_date
    from placed
    window before as (
        partition by award_key order by place rows between unbounded preceding and 1 preceding
    )
),

ended as (
    select
        *,
        case
            when kind <> 'termination' then plain_end_date
            when plain_end_date <= statement_date then plain_end_date
            when plain_end_date < former_end_date then plain_end_date
            when
                plain_end_date <= statement_date + getvariable('near_days')::integer
                and coalesce(plain_end_date <> former_end_date, true)
                then plain_end_date
            else least(statement_date, former_end_date)
        end as end_date
    from followed
),

counted as (
    select
        *,
        kind = 'work' or coalesce(obligated_usd > 0, false) as is_on_work,
        count(*) filter (where kind = 'termination') over before as termination_count,
        last_value(
            case
                when kind = 'termination'
                    then {
                        'action_date': statement_date,
                        'end_date': end_date,
                        'stated_date': plain_end_date
                    }
            end
            ignore nulls
        ) over before as termination
    from ended
    window before as (
        partition by award_key order by place rows between unbounded preceding and 1 preceding
    )
),

closed as (
    select
        * exclude (termination),
        termination['action_date'] as closing_date,
        termination['end_date'] as closing_end_date,
        termination['stated_date'] as closing_stated_date
    from counted
),

answered as (
    select
        *,
        case
            when kind = 'termination' then 'ends'
            when is_implausible then 'implausible'
            when
                end_date is null and is_on_work and former_end_date > closing_end_date
                and coalesce(closing_stated_date <> closing_end_date, true)
                then 'restores'
            when end_date is null then 'states no end'
            when kind = 'closeout' then 'moves nothing'
            when is_old then 'compared'
            when termination_count = 0 then 'holds'
            when
                end_date <= greatest(closing_date, closing_end_date)
                + getvariable('near_days')::integer
                and (
                    coalesce(end_date <> closing_stated_date, true)
                    or coalesce(closing_stated_date = closing_end_date, false)
                )
                then 'corrects'
            when obligated_usd < 0 then 'takes back'
            when is_on_work or end_date <> closing_stated_date then 'restores'
            else 'repeats'
        end as first_effect
    from closed
),

weighed as (
    select
        * replace (
            case
                when first_effect = 'restores' then coalesce(end_date, former_end_date)
                else end_date
            end as end_date
        ),
        case
            when
                first_effect in ('corrects', 'repeats', 'restores', 'takes back')
                and bool_or(first_effect = 'restores') over (
                    partition by award_key, termination_count
                    order by place
                    rows between unbounded preceding and 1 preceding
                )
                then 'holds'
            else first_effect
        end as effect
    from answered
),

told as (
    select
        *,
        effect in ('holds', 'corrects', 'restores', 'ends') and end_date is not null as holds
    from weighed
),

changed as (
    select
        *,
        last_value(case when holds then end_date end ignore nulls) over (
            partition by award_key
            order by place
            rows between unbounded preceding and 1 preceding
        ) as held_end_date
    from told
),

kept as (
    select *
    from changed
    where
        source <> 'action'
        or kind in ('closeout', 'termination')
        or (termination_count > 0 and effect not in ('holds', 'states no end'))
        or is_implausible
        or coalesce(holds and end_date is distinct from held_end_date, false)
        or coalesce(
            stated_solicitation_date is distinct from former_solicitation_date
            and stated_solicitation_date is not null,
            false
        )
)

select
    award_key,
    place,
    source,
    record_id,
    record_url,
    statement_date,
    modification_number,
    office_code,
    modification_place,
    action_type_code,
    kind,
    obligated_usd,
    stated_end_date,
    case
        when
            year(stated_solicitation_date) between getvariable('first_year')::integer
            and getvariable('last_year')::integer
            then stated_solicitation_date
    end as solicitation_date,
    is_implausible,
    former_end_date,
    end_date,
    effect,
    coalesce(holds, false) as holds,
    termination_count,
    min(case when holds then statement_date end) over (
        partition by award_key
        order by place
        rows between 1 following and unbounded following
    ) as until_date
from kept
