-- title: Money and oversight close a loop
-- grain: one row per contractor and agency that awarded to it and has overseers in the records
-- key: flag_id
-- code: TL-T06
-- when: at least min_loop_members members received gifts of the contractor's fund or people, sit or
-- sat on a congressional committee that oversees the agency, and the first gift came on or before
-- the day of the contractor's last action with the agency
-- why: contractor, giver, committee, member, oversight, agency and award hang together
-- innocent: large firms have people everywhere, members sit on many committees and agencies have
-- many overseers: such loops are common and nothing by themselves; the share of contractors for
-- which one is found is the measure of that
-- excludes: gifts after the last action with the agency; members whose seats ended before the first
-- gift; contractors none of whose people or funds gave in the records: not computable
-- params: min_loop_members=1
-- source: Throughline's own; jurisdictions in seeds.oversight
-- column value: members through whom a loop closes
with overseer as (
    select
        seat.from_id as member_id,
        body.to_id as agency_id,
        max(coalesce(seat.last_date, date '9999-12-31')) as last_date
    from links.sits_on as seat
    inner join links.oversees as body on seat.to_id = body.from_id
    group by seat.from_id, body.to_id
),

awarded as (
    select
        from_id as organization_id,
        to_id as agency_id,
        max(last_date) as last_date,
        min(evidence[1]) as record_id
    from links.received_award
    where from_id like 'uei:%'
    group by from_id, to_id
),

examined as (
    select awarded.*
    from awarded
    semi join overseer on awarded.agency_id = overseer.agency_id
),

-- what each member received from each role before the last action with the agency
given as (
    select
        examined.organization_id,
        examined.agency_id,
        tied.role_code,
        authorized.to_id as member_id,
        min(tied.gift_date) as first_gift_date,
        sum(tied.amount_usd) as amount_usd,
        count(distinct tied.giver_id) as giver_count,
        list_sort(list(tied.record_id))[:50] as record_ids
    from examined
    inner join measures.tied_gift as tied
        on
            examined.organization_id = tied.organization_id
            and examined.last_date >= tied.gift_date
    inner join links.authorized_by as authorized on tied.recipient_id = authorized.from_id
    where tied.amount_usd > 0
    group by
        examined.organization_id, examined.agency_id, tied.role_code, authorized.to_id
),

giving as (
    select
        organization_id,
        min(record_id) as record_id
    from measures.tied_gift
    group by organization_id
),

ways as (
    select
        given.organization_id,
        given.agency_id,
        count(distinct given.member_id) as member_count,
        sum(given.amount_usd) filter (where given.role_code = 'pac') as pac_usd,
        sum(given.giver_count) filter (where given.role_code <> 'pac') as giver_count,
        sum(given.amount_usd) filter (where given.role_code <> 'pac') as people_usd,
        list_sort(list_distinct(flatten(list(given.record_ids))))[:200] as record_ids
    from given
    inner join overseer
        on
            given.member_id = overseer.member_id
            and given.agency_id = overseer.agency_id
            and given.first_gift_date <= overseer.last_date
    group by given.organization_id, given.agency_id
),

compared as (
    select
        examined.organization_id,
        examined.agency_id,
        giving.record_id is not null as is_computable,
        coalesce(ways.member_count, 0) as member_count,
        ways.pac_usd,
        ways.people_usd,
        ways.giver_count,
        list_sort(
            list_distinct(
                list_concat(ways.record_ids, [giving.record_id, examined.record_id])
            )
        ) as record_ids
    from examined
    left join giving on examined.organization_id = giving.organization_id
    left join ways
        on
            examined.organization_id = ways.organization_id
            and examined.agency_id = ways.agency_id
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
                'from people and others (' || giver_count || ' givers and members) '
                || people_usd || ' USD'
            )
    end as reason,
    case when is_computable then member_count::double end as value,
    getvariable('as_of_date')::date as as_of_date,
    record_ids as evidence
from compared
