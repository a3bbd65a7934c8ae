-- title: When each award ends, by the statement in force, and when its offers were asked for
-- grain: one row per award that a record states days of, or ends
-- key: award_key
-- note: of performance or, for a vehicle, of ordering; the rule is in entities.award_end_statement.
-- An award was open on a day where that day is not after the end as it is known now: an option
-- exercised later extends it, and a termination ends it, whatever had been stated before
-- column performance_end_date: null where no record states a day between 1950 and 2100
-- column end_record_id: the record whose statement is in force
-- column end_basis: action, termination, closeout (nothing else states an end), summary or page
-- column end_statement: that record in words
-- column other_end_date: another day that a record in force states; null where all agree
-- column other_end_record_id: the record that states it
-- column end_note: what the records disagree about, or what is not used; null where nothing
-- column solicitation_date: as stated last
-- column first_solicitation_date: the earliest day that any record states for it
-- column last_solicitation_date: the latest
-- column solicitation_note: where the records state several days; null where they agree
with worded as (
    select
        statement.*,
        case statement.source
            when 'summary' then 'the award summary of ' || statement.statement_date
            when 'page' then 'the award page of ' || statement.statement_date
            else
                'modification ' || coalesce(statement.modification_number, 'without a number')
                || coalesce(' of ' || statement.statement_date, '')
                || coalesce(' (' || coalesce(type.said, lower(type.title)) || ')', '')
        end as words
    from entities.award_end_statement as statement
    left join seeds.action_type as type
        on upper(statement.action_type_code) = type.action_type_code
),

held as (
    select
        *,
        case
            when kind = 'termination' then 'termination'
            else source
        end as basis
    from worded
    where holds
    qualify row_number() over (partition by award_key order by place desc) = 1
),

closed as (
    select
        *,
        'closeout' as basis
    from worded
    where effect = 'moves nothing'
    qualify row_number() over (partition by award_key order by place desc) = 1
),

in_force as (
    select * from held
    union all by name
    select closed.*
    from closed
    anti join held on closed.award_key = held.award_key
),

-- what was stated at the same time, or later without moving the end
other as (
    select
        told.award_key,
        told.place,
        told.stated_end_date as other_end_date,
        told.record_id as other_end_record_id,
        told.words
    from worded as told
    inner join in_force on told.award_key = in_force.award_key
    where
        not told.is_implausible
        and told.stated_end_date <> in_force.end_date
        and (
            -- a termination that lets the former end stand
            told.place = in_force.place
            -- later, and moves nothing
            or told.place > in_force.place
            -- an award summary or page of the same day
            or (
                told.effect = 'compared'
                and told.statement_date >= in_force.statement_date
                and in_force.source = 'action'
            )
            -- of one day and without an order among them
            or (
                told.effect in ('holds', 'corrects', 'restores')
                and told.statement_date = in_force.statement_date
                and told.source = in_force.source
                and told.office_code > 0
                and (
                    told.office_code <> in_force.office_code
                    or told.modification_place is not distinct from in_force.modification_place
                )
            )
            -- a later end by the office that bought, which the administering office does not repeat
            or (
                told.effect in ('holds', 'corrects', 'restores')
                and told.until_date = in_force.statement_date
                and told.stated_end_date > in_force.end_date
                and told.office_code = 2
                and in_force.office_code = 1
                and in_force.kind <> 'work'
            )
        )
    qualify
        row_number() over (
            partition by told.award_key
            order by told.place > in_force.place desc, told.place desc
        ) = 1
),

unused as (
    select
        award_key,
        arg_max(stated_end_date || ', which ' || words || ' states, is not used', place) as note
    from worded
    where is_implausible
    group by award_key
),

solicited as (
    select
        award_key,
        arg_max(solicitation_date, place) as solicitation_date,
        min(solicitation_date) as first_solicitation_date,
        max(solicitation_date) as last_solicitation_date,
        arg_max(words, place) as words,
        count(distinct solicitation_date) as date_count
    from worded
    where solicitation_date is not null
    group by award_key
),

award as (
    select distinct award_key
    from worded
)

select
    award.award_key,
    in_force.end_date as performance_end_date,
    in_force.record_id as end_record_id,
    in_force.basis as end_basis,
    in_force.words as end_statement,
    other.other_end_date,
    other.other_end_record_id,
    nullif(
        concat_ws(
            '; ',
            case
                when other.other_end_date is not null
                    then
                        'the records disagree: ' || in_force.end_date || ' by ' || in_force.words
                        || case
                            when other.other_end_record_id = in_force.record_id
                                then
                                    ', which itself states ' || other.other_end_date
                                    || ' and does not say whether all of the award ended'
                            else ', and ' || other.other_end_date || ' by ' || other.words
                        end
            end,
            unused.note
        ),
        ''
    ) as end_note,
    solicited.solicitation_date,
    solicited.first_solicitation_date,
    solicited.last_solicitation_date,
    case
        when solicited.date_count > 1
            then
                'the records state ' || solicited.date_count || ' days of solicitation, from '
                || solicited.first_solicitation_date || ' to ' || solicited.last_solicitation_date
                || '; the last statement, ' || solicited.words || ', says '
                || solicited.solicitation_date
    end as solicitation_note
from award
left join in_force on award.award_key = in_force.award_key
left join other on award.award_key = other.award_key
left join unused on award.award_key = unused.award_key
left join solicited on award.award_key = solicited.award_key
