-- title: The political action committee gives more than others to members who oversee the agency
-- grain: one row per contractor and agency that awarded to it
-- key: flag_id
-- code: TL-T03
-- when: the committee gave to at least min_overseers members who sit on a congressional committee
-- that oversees the agency, and their share of its money is at least min_overseer_ratio times their
-- share of the money of all committees
-- why: members of these congressional committees write the law and the budget of the agency
-- innocent: committees give most to members who know their industry, and these sit on the
-- committees that deal with it; a member sits on many; the member may represent the firm's workers
-- excludes: contractors without a political action committee in the records, and committees that
-- gave to no member of Congress loaded: not computable. The appropriations committees as a whole
-- and the current seats count for earlier gifts too, as their dates are not in the records
-- params: min_overseers=3 min_overseer_ratio=2
-- source: Throughline's own; jurisdictions in seeds.oversight
-- column value: share of the committee's money to overseers over that of all committees
with member_gift as (
    select
        'fec:' || filed.giver_committee_id as giver_id,
        authorized.to_id as member_id,
        filed.record_id,
        filed.who_gave_usd as amount_usd
    from entities.contribution as filed
    inner join links.authorized_by as authorized
        on 'fec:' || filed.recipient_committee_id = authorized.from_id
    where
        filed.who_gave_usd is not null
        and filed.giver_committee_id is not null
        and authorized.to_id like 'bioguide:%'
),

overseer as (
    select distinct
        seat.from_id as member_id,
        body.to_id as agency_id
    from links.sits_on as seat
    inner join links.oversees as body on seat.to_id = body.from_id
),

everyone as (
    select
        member_id,
        sum(amount_usd) as amount_usd
    from member_gift
    group by member_id
),

usual as (
    select
        overseer.agency_id,
        sum(everyone.amount_usd)::double
        / (select sum(each.amount_usd) from everyone as each)::double as usual_share
    from overseer
    inner join everyone on overseer.member_id = everyone.member_id
    group by overseer.agency_id
),

awarded as (
    select distinct
        organization_id,
        agency_id
    from entities.award
    where organization_id like 'uei:%' and agency_id is not null and not is_undisclosed
),

own as (
    select
        fund.to_id as organization_id,
        member_gift.member_id,
        member_gift.record_id,
        member_gift.amount_usd,
        -- a member whose gifts were all given back received none
        sum(member_gift.amount_usd) over (partition by fund.to_id, member_gift.member_id) > 0
            as is_recipient
    from member_gift
    inner join links.connected_organization as fund on member_gift.giver_id = fund.from_id
),

own_total as (
    select
        organization_id,
        sum(amount_usd) as amount_usd,
        list_sort(list(record_id))[:200] as record_ids
    from own
    group by organization_id
),

to_overseers as (
    select
        own.organization_id,
        overseer.agency_id,
        count(distinct own.member_id) filter (where own.is_recipient) as member_count,
        sum(own.amount_usd) as amount_usd,
        list_sort(list(own.record_id))[:200] as record_ids
    from own
    inner join overseer on own.member_id = overseer.member_id
    group by own.organization_id, overseer.agency_id
),

compared as (
    select
        awarded.organization_id,
        awarded.agency_id,
        own_total.organization_id is not null as has_given,
        own_total.amount_usd as total_usd,
        coalesce(to_overseers.amount_usd, 0) as overseer_usd,
        coalesce(to_overseers.member_count, 0) as member_count,
        coalesce(to_overseers.record_ids, own_total.record_ids, []) as record_ids,
        usual.usual_share,
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
    left join own_total on awarded.organization_id = own_total.organization_id
    left join to_overseers
        on
            awarded.organization_id = to_overseers.organization_id
            and awarded.agency_id = to_overseers.agency_id
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
        when usual_share is null
            then 'no overseer of this agency is among the members that committees gave to'
        when ratio is null
            then 'the gifts of its committee to members come to ' || total_usd || ' USD'
        else
            'its committee gave ' || overseer_usd || ' of ' || total_usd || ' USD to '
            || member_count || ' members who oversee the agency ('
            || round(100 * overseer_usd::double / total_usd::double, 1)
            || ' %); of all committees'' money to members these overseers receive '
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
