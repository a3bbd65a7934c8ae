-- title: Money and oversight close a loop
-- grain: one row per contractor and agency that awarded to it and has overseers in the records
-- key: flag_id
-- code: TL-T06
-- when: at least min_loop_members members received and kept gifts of the contractor's fund or
-- people, or in its own name, and sit or sat on a congressional committee that oversees the agency;
-- on some day, not before the gift, the seat, the oversight and the awards ran
-- why: contractor, giver, committee, member, oversight, agency and award hang together
-- innocent: large firms have people everywhere, members sit on many committees and agencies have
-- many overseers: such loops are common and nothing by themselves; the share of contractors for
-- which one is found is the measure of that
-- excludes: gifts after the last action with the agency or after the member's seat had ended; gifts
-- that were given back; totals that others published; contractors none of whose people or funds
-- gave in the records: not computable
-- params: min_loop_members=1
-- source: Throughline's own; jurisdictions in seeds.oversight. Of awards that are known only by a
-- total that somebody else published, its days are those of the awards
-- note: the rule of time and money stands in measures.loop_way
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

-- a member can sit on several bodies that oversee the agency: each gift counts once
gift as (
    select
        organization_id,
        agency_id,
        member_id,
        role_code,
        giver_id,
        committee_id,
        max(amount_usd) as amount_usd,
        max(last_gift_date) as last_gift_date
    from measures.loop_way
    group by organization_id, agency_id, member_id, role_code, giver_id, committee_id
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
            and (gift.last_gift_date >= tied.gift_date or tied.is_refund or tied.amount_usd < 0)
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
        from measures.loop_way
    ) as closing
    inner join links.received_award as award on closing.link_id = award.link_id
    group by closing.organization_id, closing.agency_id
),

way as (
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

compared as (
    select
        examined.organization_id,
        examined.agency_id,
        giving.record_id is not null as is_computable,
        coalesce(way.member_count, 0) as member_count,
        way.pac_usd,
        way.own_usd,
        way.people_usd,
        way.giver_count,
        list_sort(
            list_distinct(
                list_concat(
                    cited.record_ids, awarded.record_ids, [giving.record_id, examined.record_id]
                )
            )
        ) as record_ids
    from examined
    left join giving on examined.organization_id = giving.organization_id
    left join way
        on
            examined.organization_id = way.organization_id
            and examined.agency_id = way.agency_id
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
        when not is_computable then 'not_computable'
        when member_count >= getvariable('min_loop_members')::integer then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when not is_computable
            then 'no contribution tied to this contractor is in the records loaded'
        when member_count = 0
            then
                'no member who oversees the agency received a gift of its fund or people before '
                || 'its last action there'
        else
            concat_ws(
                '; ',
                'members who oversee the agency and received gifts before the last action there: '
                || member_count,
                'from its fund ' || pac_usd || ' USD',
                'in its own name ' || own_usd || ' USD',
                'from people and others (' || giver_count || ' givers and members) '
                || people_usd || ' USD'
            )
    end as reason,
    case when is_computable then member_count::double end as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    record_ids as evidence
from compared
