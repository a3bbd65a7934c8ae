-- title: A short service award without competition that follows the same firm's earlier award
-- grain: one row per award not known to be of goods, that was not competed or does not say, of a
-- disclosed recipient
-- key: flag_id
-- code: TL-P14
-- when: an award of services (its code begins with a letter; research is a service) that was not
-- competed, with at most max_days days of performance, begins no more than gap_days days after or
-- before the end of an earlier award by the same agency to the same firm for the same service,
-- which was competed or longer; ends are those in force
-- why: a bridge keeps the incumbent in place without competition, often because the successor was
-- not planned in time; several in a row can replace a competition
-- innocent: a protest, a late budget or a delayed transition leaves no other way to go on; the
-- earlier award was terminated, and its work is bought anew; programs that by law buy from one
-- source, as 8(a) or AbilityOne
-- excludes: goods (a code that begins with a digit) have no row: bought again from their maker they
-- bridge nothing; an award that a termination made short is not computable; an earlier award that
-- is the award's own vehicle, or an order under the same one, is no predecessor; vehicles are
-- compared by their dates alone, their ceilings play no part; awards without a statement on
-- competition, a firm, an agency, a product or service code or dates, and those whose only
-- predecessors do not say whether they were competed: not computable; earlier awards without an
-- end, and extensions of an award by modification, are not seen; undisclosed recipients are not
-- firms and have no row
-- params: max_days=365 gap_days=60
-- also: GAO-16-15
-- source: GAO-16-15, Defining and Tracking Bridge Contracts Would Help Agencies Manage Their Use
-- (2015); FAR 6.302-1; the days are Throughline's own
with award as (
    select
        term.award_key,
        term.organization_id,
        term.agency_id,
        term.product_or_service_code,
        term.extent_competed_code,
        competition.is_competed,
        -- an order and its vehicle, and orders under one vehicle, are of one family
        case when filed.is_vehicle then term.award_key else filed.vehicle_key end as family_key,
        coalesce(term.performance_start_date, term.award_date) as start_date,
        term.performance_end_date as end_date,
        term.end_basis = 'termination' as is_terminated,
        term.record_ids
    from entities.award_term as term
    inner join entities.award as filed on term.award_key = filed.award_key
    left join seeds.extent_competed as competition
        on term.extent_competed_code = competition.extent_competed_code
    where
        not filed.is_undisclosed
        -- letters are services, digits are goods
        and not coalesce(regexp_matches(term.product_or_service_code, '^[0-9]'), false)
),

candidate as (
    select
        *,
        end_date - start_date as day_count,
        case
            when is_competed is null
                then 'no record says whether it was competed'
            when organization_id is null then 'the contractor is not stated'
            when agency_id is null then 'the agency is not stated'
            when product_or_service_code is null then 'no product or service code is stated'
            when start_date is null then 'no record states when performance begins'
            when end_date is null then 'no record states when performance ends'
            when end_date < start_date
                then
                    'performance is stated to end on ' || end_date || ', before it begins on '
                    || start_date
            when is_terminated
                then 'it was terminated: it ended on ' || end_date || ', before its time'
        end as missing
    from award
    where is_competed is not true
),

short as (
    select
        *,
        unnest(
            range(
                (start_date - date '1900-01-01') // (getvariable('gap_days')::integer + 1) - 1,
                (start_date - date '1900-01-01') // (getvariable('gap_days')::integer + 1) + 2
            )
        ) as bin
    from candidate
    where missing is null and day_count <= getvariable('max_days')::integer
),

-- awards of one family that end on one day are told apart by their beginning only
earlier as (
    select
        organization_id,
        agency_id,
        product_or_service_code,
        family_key,
        end_date,
        (end_date - date '1900-01-01') // (getvariable('gap_days')::integer + 1) as bin,
        min(start_date) as first_date,
        arg_min(award_key, (start_date, award_key)) as award_key,
        min(start_date) filter (where is_competed) as first_competed_date,
        arg_min(award_key, (start_date, award_key)) filter (where is_competed)
            as competed_award_key,
        min(start_date) filter (where is_competed is null) as first_unsaid_date
    from award
    where
        organization_id is not null
        and agency_id is not null
        and product_or_service_code is not null
        and start_date <= end_date
    group by
        organization_id,
        agency_id,
        product_or_service_code,
        family_key,
        end_date
),

met as (
    select
        short.award_key,
        short.start_date - earlier.end_date as gap,
        earlier.end_date as earlier_end_date,
        coalesce(earlier.first_competed_date < short.start_date, false) as is_competed,
        earlier.first_date < short.start_date
        and earlier.end_date - earlier.first_date > short.day_count as is_longer,
        coalesce(earlier.first_unsaid_date < short.start_date, false) as is_unsaid,
        earlier.first_date,
        earlier.award_key as longest_key,
        earlier.first_competed_date,
        earlier.competed_award_key
    from short
    inner join earlier
        on
            short.organization_id = earlier.organization_id
            and short.agency_id = earlier.agency_id
            and short.product_or_service_code = earlier.product_or_service_code
            and short.bin = earlier.bin
            and coalesce(short.family_key <> earlier.family_key, true)
    where
        abs(short.start_date - earlier.end_date) <= getvariable('gap_days')::integer
),

predecessor as (
    select
        award_key,
        gap,
        earlier_end_date,
        is_competed,
        is_competed or is_longer as is_bridged,
        case when is_competed then first_competed_date else first_date end as earlier_start_date,
        case when is_competed then competed_award_key else longest_key end as earlier_key
    from met
    where is_competed or is_longer or is_unsaid
    qualify
        row_number() over (
            partition by award_key
            order by is_competed or is_longer desc, abs(gap) asc, is_competed desc, longest_key asc
        ) = 1
),

judged as (
    select
        candidate.*,
        predecessor.gap,
        predecessor.is_competed as is_earlier_competed,
        predecessor.earlier_key,
        predecessor.earlier_start_date,
        predecessor.earlier_end_date,
        filed.file_date,
        case
            when candidate.missing is not null or not predecessor.is_bridged then 'not_computable'
            when predecessor.is_bridged then 'flagged'
            else 'not_flagged'
        end as state
    from candidate
    left join predecessor on candidate.award_key = predecessor.award_key
    left join measures.award_loaded as filed on candidate.award_key = filed.award_key
)

select
    md5(concat_ws('|', 'TL-P14', 'award:' || judged.award_key)) as flag_id,
    'TL-P14' as code,
    'award:' || judged.award_key as subject_id,
    judged.organization_id,
    null::varchar as object_id,
    judged.agency_id,
    judged.state,
    case
        when judged.missing is not null then judged.missing
        when judged.state = 'not_computable'
            then
                'an earlier award that ended on ' || judged.earlier_end_date
                || ' does not say whether it was competed'
        when judged.state = 'flagged'
            then
                'not competed, with ' || judged.day_count || ' days of performance from '
                || judged.start_date || ' on, ' || abs(judged.gap) || ' days '
                || case when judged.gap < 0 then 'before' else 'after' end
                || ' the end of award ' || judged.earlier_key || ' (' || judged.earlier_start_date
                || ' to ' || judged.earlier_end_date || '), which was '
                || case when judged.is_earlier_competed then 'competed' else 'longer' end
                || ', to the same firm by the same agency for ' || judged.product_or_service_code
        when judged.day_count > getvariable('max_days')::integer
            then
                'not competed, but with ' || judged.day_count || ' days of performance not short'
        else
            'not competed and short, and no earlier award in the records loaded to the same '
            || 'firm by the same agency for ' || judged.product_or_service_code
            || ' that was competed or longer ended within ' || getvariable('gap_days')
            || ' days of ' || judged.start_date
    end
    || case
        when judged.state = 'flagged' and earlier.end_basis = 'termination'
            then '; that earlier award was terminated'
        else ''
    end as reason,
    case when judged.state <> 'not_computable' then judged.gap::double end as value,
    judged.file_date as as_of_date,
    list_sort(list_distinct(list_concat(judged.record_ids, coalesce(earlier.record_ids, []))))
        as evidence
from judged
left join entities.award_term as earlier on judged.earlier_key = earlier.award_key
