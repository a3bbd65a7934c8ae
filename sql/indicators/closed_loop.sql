-- title: Money and oversight close a loop
-- grain: one row per contractor and agency that awarded to it and has overseers in the records
-- key: flag_id
-- code: TL-T06
-- when: at least min_loop_members members received and kept gifts of 200 USD or more
-- of the contractor's fund or one of its people, or in its own name, while they
-- sat on a congressional committee that oversees the agency; and on that day or later, in the same
-- seat, an award of the agency to the contractor ran or was acted on
-- why: contractor, giver, committee, member, oversight, agency and award hang together
-- innocent: large firms have people everywhere, members sit on many committees and agencies have
-- many overseers: such loops are common and nothing by themselves; the share of contractors for
-- which one is found is the measure of that
-- excludes: gifts on a day on which the member is not known to have sat there; gifts that were
-- given back; gifts of less than that by one giver to one committee in one seat, as the law asks
-- committees to itemize only what comes to more; totals that others published; contractors none of
-- whose people or funds gave in the records, and gifts or awards of days of which no committee
-- seats are loaded: not computable
-- params: min_loop_members=1
-- source: Throughline's own; jurisdictions from the list in sql/seeds/oversight.csv; 52 U.S.C.
-- 30104(b)(3)(A) for the least amount. Of awards that are known only by a total that somebody else
-- published, its days are those of the awards
-- note: the rule of time and money stands in measures.loop_way and measures.overseen_award
-- column value: members through whom a loop closes
with overseer as (
    select distinct body.to_id as agency_id
    from links.sits_on as seat
    inner join links.oversees as body on seat.to_id = body.from_id
),

examined as (
    select
        award.from_id as organization_id,
        award.to_id as agency_id,
        min(award.evidence[1]) as record_id
    from links.received_award as award
    semi join overseer on award.to_id = overseer.agency_id
    where award.from_id like 'uei:%'
    group by award.from_id, award.to_id
),

giving as (
    select
        organization_id,
        min(record_id) as record_id
    from measures.tied_gift
    group by organization_id
),

-- gifts to members: only of these it matters who sat where
member_gift as (
    select distinct
        tied.organization_id,
        tied.gift_date
    from measures.tied_gift as tied
    inner join measures.credited_committee as credited
        on
            tied.recipient_id = credited.committee_id
            and tied.cycle is not distinct from credited.cycle
    where credited.member_id like 'bioguide:%'
),

given as (
    select
        member_gift.organization_id,
        period.congress,
        period.first_date,
        period.last_date
    from member_gift
    left join measures.seat_period as period
        on member_gift.gift_date between period.first_date and period.last_date
    group by
        member_gift.organization_id, period.congress, period.first_date, period.last_date
),

-- whether seats are loaded of a time in which gifts were made and awards ran
dated as (
    select
        given.organization_id,
        run.agency_id,
        bool_or(
            coalesce(
                given.last_date >= run.first_date and given.first_date <= run.last_date, false
            )
        ) as is_loaded
    from given
    inner join measures.award_run as run on given.organization_id = run.organization_id
    group by given.organization_id, run.agency_id
),

way as (
    select *
    from measures.loop_way
    where is_counted
),

-- a member can sit on several bodies that oversee the agency: each gift counts once
gift as (
    select
        organization_id,
        agency_id,
        member_id,
        role_code,
        giver_id,
        committee_id,
        congress,
        max(amount_usd) as amount_usd,
        min(first_gift_date) as first_gift_date,
        max(last_gift_date) as last_gift_date
    from way
    group by
        organization_id, agency_id, member_id, role_code, giver_id, committee_id, congress
),

-- what was given in time, and what was given back of it
cited as (
    select
        gift.organization_id,
        gift.agency_id,
        list_sort(list(distinct tied.record_id))[:200] as record_ids
    from gift
    inner join measures.tied_gift as tied
        on
            gift.organization_id = tied.organization_id
            and gift.role_code = tied.role_code
            and gift.giver_id = tied.giver_id
            and gift.committee_id = tied.recipient_id
            and (
                tied.gift_date between gift.first_gift_date and gift.last_gift_date
                or (
                    (tied.is_refund or tied.amount_usd < 0)
                    and coalesce(gift.first_gift_date <= tied.gift_date, true)
                )
            )
    group by gift.organization_id, gift.agency_id
),

-- the award links that ran then: one of them may be a total that somebody else published
awarded as (
    select
        closing.organization_id,
        closing.agency_id,
        list(distinct award.evidence[1]) as record_ids
    from (
        select
            organization_id,
            agency_id,
            unnest(award_link_ids) as link_id
        from way
    ) as closing
    inner join links.received_award as award on closing.link_id = award.link_id
    group by closing.organization_id, closing.agency_id
),

summed as (
    select
        organization_id,
        agency_id,
        count(distinct member_id) as member_count,
        sum(amount_usd) filter (where role_code = 'pac') as pac_usd,
        sum(amount_usd) filter (where role_code = 'contractor') as own_usd,
        sum(amount_usd) filter (where role_code not in ('pac', 'contractor')) as people_usd,
        count(distinct concat_ws('|', giver_id, member_id)) filter (
            where role_code not in ('pac', 'contractor')
        ) as giver_count
    from gift
    group by organization_id, agency_id
),

-- by name where a role or a fund is public; people who named the contractor as employer are counted
-- each with an amount of its own: those of several roles are never added up
giver as (
    select
        way.organization_id,
        way.agency_id,
        way.seat_link_id,
        way.oversight_link_id,
        way.committee_id,
        string_agg(
            '$' || regexp_replace(format('{:,.2f}', way.amount_usd::double), '\.00$', '') || ' of '
            || named.name,
            ', ' order by named.name
        ) filter (where way.role_code <> 'employee') as named_words,
        count(distinct way.giver_id) filter (where way.role_code = 'employee') as employee_count,
        sum(way.amount_usd) filter (where way.role_code = 'employee') as employee_usd
    from way
    left join entities.entity as named on way.giver_id = named.entity_id
    group by
        way.organization_id, way.agency_id, way.seat_link_id, way.oversight_link_id,
        way.committee_id
),

line as (
    select
        giver.organization_id,
        giver.agency_id,
        coalesce(member.name, 'a member not named') || ' on '
        || coalesce(body.name, 'a committee of Congress not named') || ' ('
        || case
            when seat.first_date = seat.last_date
                then 'seen on ' || strftime(seat.first_date, '%-d %B %Y')
            else
                strftime(seat.first_date, '%-d %B %Y') || ' to '
                || strftime(seat.last_date, '%-d %B %Y')
        end || '; ' || oversight.label || '), ' || coalesce(committee.name, 'a committee not named')
        || ': ' || concat_ws(
            ' and ',
            giver.named_words,
            '$' || regexp_replace(format('{:,.2f}', giver.employee_usd::double), '\.00$', '')
            || ' of ' || case giver.employee_count
                when 1 then 'a person who named it as employer'
                else giver.employee_count || ' people who named it as employer'
            end
        ) as words
    from giver
    inner join links.sits_on as seat on giver.seat_link_id = seat.link_id
    inner join links.oversees as oversight on giver.oversight_link_id = oversight.link_id
    left join entities.entity as member on seat.from_id = member.entity_id
    left join entities.entity as body on seat.to_id = body.entity_id
    left join entities.entity as committee on giver.committee_id = committee.entity_id
),

worded as (
    select
        organization_id,
        agency_id,
        array_to_string(list_sort(list(words))[:3], '; ')
        || case when count(*) > 3 then '; and ' || count(*) - 3 || ' more' else '' end as words
    from line
    group by organization_id, agency_id
),

compared as (
    select
        examined.organization_id,
        examined.agency_id,
        case
            when giving.record_id is null
                then 'no contribution tied to this contractor is in the records loaded'
            when summed.member_count is null and not dated.is_loaded
                then
                    'committee seats of that time are not loaded: none of a day on which gifts to '
                    || 'members were made and awards ran'
        end as obstacle,
        coalesce(summed.member_count, 0) as member_count,
        summed.pac_usd,
        summed.own_usd,
        summed.people_usd,
        summed.giver_count,
        worded.words,
        list_sort(
            list_distinct(
                list_concat(
                    cited.record_ids, awarded.record_ids, [giving.record_id, examined.record_id]
                )
            )
        ) as record_ids
    from examined
    left join giving on examined.organization_id = giving.organization_id
    left join dated
        on
            examined.organization_id = dated.organization_id
            and examined.agency_id = dated.agency_id
    left join summed
        on
            examined.organization_id = summed.organization_id
            and examined.agency_id = summed.agency_id
    left join worded
        on
            examined.organization_id = worded.organization_id
            and examined.agency_id = worded.agency_id
    left join cited
        on
            examined.organization_id = cited.organization_id
            and examined.agency_id = cited.agency_id
    left join awarded
        on
            examined.organization_id = awarded.organization_id
            and examined.agency_id = awarded.agency_id
)

select
    md5(concat_ws('|', 'TL-T06', organization_id, agency_id)) as flag_id,
    'TL-T06' as code,
    organization_id as subject_id,
    organization_id,
    agency_id as object_id,
    agency_id,
    case
        when obstacle is not null then 'not_computable'
        when member_count >= getvariable('min_loop_members')::integer then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when obstacle is not null then obstacle
        when member_count = 0
            then
                'no member received gifts of its fund or people to count while sitting '
                || 'on a committee that oversees the agency, with its awards running'
        else
            concat_ws(
                '; ',
                'members who received gifts while they oversaw the agency: ' || member_count,
                'from its fund $'
                || regexp_replace(format('{:,.2f}', pac_usd::double), '\.00$', ''),
                'in its own name $'
                || regexp_replace(format('{:,.2f}', own_usd::double), '\.00$', ''),
                'from people and others (' || giver_count || ' givers and members) '
                || '$' || regexp_replace(format('{:,.2f}', people_usd::double), '\.00$', ''),
                words
            )
    end as reason,
    case when obstacle is null then member_count::double end as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    record_ids as evidence
from compared
