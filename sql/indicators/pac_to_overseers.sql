-- title: The political action committee gives more than others to members who oversee the agency
-- grain: one row per contractor and agency that awarded to it
-- key: flag_id
-- code: TL-T03
-- when: the committee gave to at least min_overseers members while they sat on a congressional
-- committee that oversees the agency, with awards of the agency to the contractor running on that
-- day or later in the same seat, and their share of its money to members is at least
-- min_overseer_ratio times the share of all committees' money to members that was given to
-- overseers of the agency on the days on which they were
-- why: members of these congressional committees write the law and the budget of the agency
-- innocent: committees give most to members who know their industry, and these sit on the
-- committees that deal with it; a member sits on many; the member may represent the firm's workers
-- excludes: gifts on days of which no seats of congressional committees are loaded; gifts that were
-- given back. Contractors without a political action committee in the records, and committees that
-- gave to no member of Congress on a day of which seats are loaded: not computable. The
-- appropriations committees as a whole count
-- params: min_overseers=3 min_overseer_ratio=2
-- source: Throughline's own; jurisdictions from the list in sql/seeds/oversight.csv
-- note: the rule of time and money stands in measures.loop_way and measures.overseen_award
-- column value: share of the committee's money to overseers over that of all committees
with every_gift as (
    select
        'fec:' || filed.giver_committee_id as giver_id,
        credited.member_id,
        filed.record_id,
        filed.transaction_date as gift_date,
        filed.who_gave_usd as amount_usd
    from entities.contribution as filed
    inner join measures.credited_committee as credited
        on
            'fec:' || filed.recipient_committee_id = credited.committee_id
            and filed.cycle is not distinct from credited.cycle
    where
        filed.who_gave_usd is not null
        and filed.giver_committee_id is not null
        and credited.member_id like 'bioguide:%'
),

seat as (
    select
        seat.from_id as member_id,
        body.to_id as agency_id,
        seat.first_date,
        seat.last_date
    from links.sits_on as seat
    inner join links.oversees as body on seat.to_id = body.from_id
    where seat.first_date is not null and seat.last_date is not null
),

member_day as (
    select distinct
        member_id,
        gift_date
    from every_gift
    where gift_date is not null
),

member_seat as (
    select distinct
        member_id,
        first_date,
        last_date
    from seat
),

-- days on which it is known who sat where: from files of committees, or of the member by a case
known_day as (
    select
        day.member_id,
        day.gift_date
    from member_day as day
    left join measures.seat_period as period
        on day.gift_date between period.first_date and period.last_date
    left join member_seat as stated
        on
            day.member_id = stated.member_id
            and day.gift_date between stated.first_date and stated.last_date
    where period.congress is not null or stated.member_id is not null
    group by day.member_id, day.gift_date
),

member_gift as (
    select every_gift.*
    from every_gift
    inner join known_day
        on
            every_gift.member_id = known_day.member_id
            and every_gift.gift_date = known_day.gift_date
),

everyone as (
    select
        member_id,
        gift_date,
        sum(amount_usd) as amount_usd
    from member_gift
    group by member_id, gift_date
),

begun as (
    select
        *,
        coalesce(
            first_date > max(last_date) over (
                partition by member_id, agency_id
                order by first_date, last_date
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as is_start
    from seat
),

numbered as (
    select
        *,
        count(*) filter (where is_start) over (
            partition by member_id, agency_id
            order by first_date, last_date
            rows between unbounded preceding and current row
        ) as run_number
    from begun
),

-- a member on two bodies that oversee the agency oversees it once
overseer as (
    select
        member_id,
        agency_id,
        min(first_date) as first_date,
        max(last_date) as last_date
    from numbered
    group by member_id, agency_id, run_number
),

usual as (
    select
        overseer.agency_id,
        sum(everyone.amount_usd)::double
        / (select sum(each.amount_usd) from everyone as each)::double as usual_share
    from overseer
    inner join everyone
        on
            overseer.member_id = everyone.member_id
            and everyone.gift_date between overseer.first_date and overseer.last_date
    group by overseer.agency_id
),

awarded as (
    select distinct
        organization_id,
        agency_id
    from entities.award
    where organization_id like 'uei:%' and agency_id is not null and not is_undisclosed
),

-- a fund is the contractor's on the days of the registers that say so
every_own as (
    select distinct
        fund.organization_id,
        gift.member_id,
        gift.gift_date,
        gift.record_id,
        gift.amount_usd
    from every_gift as gift
    inner join measures.tied_gift as fund
        on gift.record_id = fund.record_id and fund.role_code = 'pac'
),

-- gifts to members, of days of which seats are loaded or not
given as (
    select
        organization_id,
        min(record_id) as record_id
    from every_own
    group by organization_id
),

own as (
    select every_own.*
    from every_own
    inner join known_day
        on
            every_own.member_id = known_day.member_id
            and every_own.gift_date = known_day.gift_date
),

own_total as (
    select
        organization_id,
        sum(amount_usd) as amount_usd,
        list_sort(list(record_id))[:200] as record_ids
    from own
    group by organization_id
),

-- each gift once, though a member can sit on several bodies that oversee the agency
kept as (
    select
        organization_id,
        agency_id,
        member_id,
        giver_id,
        committee_id,
        congress,
        max(amount_usd) as amount_usd,
        min(first_gift_date) as first_gift_date,
        max(last_gift_date) as last_gift_date
    from measures.loop_way
    where role_code = 'pac'
    group by organization_id, agency_id, member_id, giver_id, committee_id, congress
),

cited as (
    select
        kept.organization_id,
        kept.agency_id,
        list_sort(list(distinct tied.record_id))[:200] as record_ids
    from kept
    inner join measures.tied_gift as tied
        on
            kept.organization_id = tied.organization_id
            and tied.role_code = 'pac'
            and kept.giver_id = tied.giver_id
            and kept.committee_id = tied.recipient_id
            and tied.gift_date between kept.first_gift_date and kept.last_gift_date
    group by kept.organization_id, kept.agency_id
),

to_overseers as (
    select
        organization_id,
        agency_id,
        count(distinct member_id) as member_count,
        sum(amount_usd) as amount_usd
    from kept
    group by organization_id, agency_id
),

-- a member who sits on several bodies that oversee the agency is named once, with all of them
body as (
    select
        way.organization_id,
        way.agency_id,
        way.member_id,
        string_agg(distinct body.name, ', ' order by body.name) as names
    from measures.loop_way as way
    left join entities.entity as body on way.body_id = body.entity_id
    where way.role_code = 'pac'
    group by way.organization_id, way.agency_id, way.member_id
),

line as (
    select
        kept.organization_id,
        kept.agency_id,
        coalesce(member.name, 'a member not named')
        || coalesce(' on ' || any_value(body.names), '') || ' ('
        || string_agg(distinct coalesce(committee.name, 'a committee not named'), ', ') || ', $'
        || regexp_replace(format('{:,.2f}', sum(kept.amount_usd)::double), '\.00$', '') || ')'
            as words
    from kept
    left join body
        on
            kept.organization_id = body.organization_id
            and kept.agency_id = body.agency_id
            and kept.member_id = body.member_id
    left join entities.entity as member on kept.member_id = member.entity_id
    left join entities.entity as committee on kept.committee_id = committee.entity_id
    group by kept.organization_id, kept.agency_id, kept.member_id, member.name
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

fund as (
    select
        giver.organization_id,
        string_agg(distinct named.name, ', ' order by named.name) as names
    from measures.tied_gift as giver
    inner join entities.entity as named on giver.giver_id = named.entity_id
    where giver.role_code = 'pac'
    group by giver.organization_id
),

compared as (
    select
        awarded.organization_id,
        awarded.agency_id,
        given.organization_id is not null as has_given,
        own_total.organization_id is not null as is_loaded,
        own_total.amount_usd as total_usd,
        coalesce(to_overseers.amount_usd, 0) as overseer_usd,
        coalesce(to_overseers.member_count, 0) as member_count,
        coalesce(
            cited.record_ids,
            own_total.record_ids,
            case when given.record_id is null then [] else [given.record_id] end
        ) as record_ids,
        usual.usual_share,
        coalesce(fund.names, 'its committee') as fund_names,
        worded.words,
        case
            when own_total.amount_usd > 0 and usual.usual_share > 0
                then
                    -- rounded, so that a ratio just on the threshold is on it
                    round(
                        coalesce(to_overseers.amount_usd, 0)::double
                        / own_total.amount_usd::double / usual.usual_share,
                        9
                    )
        end as ratio
    from awarded
    left join given on awarded.organization_id = given.organization_id
    left join own_total on awarded.organization_id = own_total.organization_id
    left join to_overseers
        on
            awarded.organization_id = to_overseers.organization_id
            and awarded.agency_id = to_overseers.agency_id
    left join cited
        on
            awarded.organization_id = cited.organization_id
            and awarded.agency_id = cited.agency_id
    left join worded
        on
            awarded.organization_id = worded.organization_id
            and awarded.agency_id = worded.agency_id
    left join fund on awarded.organization_id = fund.organization_id
    left join usual on awarded.agency_id = usual.agency_id
)

select
    md5(concat_ws('|', 'TL-T03', organization_id, agency_id)) as flag_id,
    'TL-T03' as code,
    organization_id as subject_id,
    organization_id,
    agency_id as object_id,
    agency_id,
    case
        when ratio is null then 'not_computable'
        when
            member_count >= getvariable('min_overseers')::integer
            and ratio >= getvariable('min_overseer_ratio')::double
            then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when not has_given
            then
                'no gift of a political action committee of this contractor to a member of '
                || 'Congress is in the records loaded'
        when not is_loaded
            then
                'committee seats of that time are not loaded: none of a day on which its committee '
                || 'gave to a member of Congress'
        when usual_share is null
            then
                'no member is known to have overseen this agency on a day on which committees gave '
                || 'to them'
        when ratio is null
            then 'the gifts of its committee to members come to ' || total_usd || ' USD'
        else
            fund_names || ' gave $'
            || regexp_replace(format('{:,.2f}', overseer_usd::double), '\.00$', '') || ' of $'
            || regexp_replace(format('{:,.2f}', total_usd::double), '\.00$', '')
            || ' that it gave to members to '
            || member_count || if(
                member_count = 1, ' member while the member', ' members while they'
            ) || ' oversaw the agency and its awards ran ('
            || round(100 * overseer_usd::double / total_usd::double, 1)
            || ' %)' || coalesce(': ' || words, '')
            || '; of all committees'' money to members its overseers of the day received '
            || round(100 * usual_share, 1) || ' %'
    end as reason,
    ratio as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    record_ids as evidence
from compared
