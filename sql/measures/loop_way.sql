-- title: Ways round from a contractor over a gift and a member of Congress to its agency
-- grain: one row per organization, role, giver, committee, member, congressional committee, agency
-- and seat
-- key: way_id
-- params: least_usd=200
-- note: the one rule of loops, which the flag, the command, the graph and the tables of overseers
-- read. Somebody tied to the organization (its fund, its people, itself in its own name) gave to a
-- committee; the gift is credited to a member by measures.credited_committee; the member sat on a
-- body that oversees an agency; the agency had awards with the organization
-- time: measures.overseen_award: the member sat on the body on the day of the gift, and on that day
-- or later, in the same seat, an award of the agency to the organization ran or was acted on. A
-- gift or seat without a day closes nothing; a tie that is dated must overlap the giving
-- money: what was given in time, less all that the committee gave back to that giver or that was
-- corrected below zero since the first of these gifts, must be above zero and is the amount.
-- Published totals are no gifts. Of less than least_usd of one giver to one committee in one seat
-- the flag and the command say nothing, unless they are asked to: the law asks committees to
-- itemize only what comes to more than that (52 U.S.C. 30104(b)(3)(A))
-- column organization_id: the contractor
-- column role_code: from seeds.tie_role; contractor is a gift in its own name
-- column committee_id: the recipient
-- column member_id: to whom the gifts are credited
-- column body_id: the congressional committee
-- column congress: of the seat
-- column tie_link_id: the link that ties the giver; null for the contractor itself
-- column award_link_ids: the award links that ran in that seat on or after a gift
-- column amount_usd: given in time less given back; above zero
-- column is_counted: least_usd or more
-- column gift_count: gifts in time
-- column first_gift_date: of the gifts in time
-- column last_gift_date: of the gifts in time
with gift as (
    select
        tied.organization_id,
        tied.role_code,
        tied.giver_id,
        tied.recipient_id as committee_id,
        credited.member_id,
        credited.authorized_link_id,
        tied.tie_link_id,
        tied.gift_date,
        sum(tied.amount_usd) as amount_usd,
        count(*) as gift_count
    from measures.tied_gift as tied
    inner join measures.credited_committee as credited
        on
            tied.recipient_id = credited.committee_id
            and tied.cycle is not distinct from credited.cycle
    where tied.amount_usd > 0 and not tied.is_refund and tied.gift_date is not null
    group by
        tied.organization_id, tied.role_code, tied.giver_id, tied.recipient_id,
        credited.member_id, credited.authorized_link_id, tied.tie_link_id, tied.gift_date
),

period as (
    select distinct
        organization_id,
        member_id,
        first_date,
        until_date
    from measures.overseen_award
),

given_by_tie as (
    select
        gift.organization_id,
        gift.role_code,
        gift.giver_id,
        gift.committee_id,
        gift.member_id,
        gift.tie_link_id,
        period.first_date,
        period.until_date,
        min(gift.authorized_link_id) as authorized_link_id,
        sum(gift.amount_usd) as given_usd,
        sum(gift.gift_count) as gift_count,
        min(gift.gift_date) as first_gift_date,
        max(gift.gift_date) as last_gift_date
    from gift
    inner join period
        on
            gift.organization_id = period.organization_id
            and gift.member_id = period.member_id
            and gift.gift_date between period.first_date and period.until_date
    group by
        gift.organization_id, gift.role_code, gift.giver_id, gift.committee_id, gift.member_id,
        gift.tie_link_id, period.first_date, period.until_date
),

given as (
    select
        given_by_tie.organization_id,
        given_by_tie.role_code,
        given_by_tie.giver_id,
        given_by_tie.committee_id,
        given_by_tie.member_id,
        given_by_tie.first_date,
        given_by_tie.until_date,
        min(given_by_tie.tie_link_id) as tie_link_id,
        min(given_by_tie.authorized_link_id) as authorized_link_id,
        sum(given_by_tie.given_usd) as given_usd,
        sum(given_by_tie.gift_count) as gift_count,
        min(given_by_tie.first_gift_date) as first_gift_date,
        max(given_by_tie.last_gift_date) as last_gift_date
    from given_by_tie
    left join links.link as tie on given_by_tie.tie_link_id = tie.link_id
    where
        (tie.first_date is null or tie.first_date <= given_by_tie.last_gift_date)
        and (tie.last_date is null or tie.last_date >= given_by_tie.first_gift_date)
    group by
        given_by_tie.organization_id, given_by_tie.role_code, given_by_tie.giver_id,
        given_by_tie.committee_id, given_by_tie.member_id, given_by_tie.first_date,
        given_by_tie.until_date
),

returned as (
    select
        given.giver_id,
        given.committee_id,
        given.first_gift_date,
        sum(back.back_usd) as back_usd
    from (
        select distinct
            giver_id,
            committee_id,
            first_gift_date
        from given
    ) as given
    inner join measures.given_back as back
        on given.giver_id = back.giver_id and given.committee_id = back.committee_id
    where back.back_date is null or back.back_date >= given.first_gift_date
    group by given.giver_id, given.committee_id, given.first_gift_date
),

kept as (
    select
        given.*,
        case
            when returned.back_usd is null then given.given_usd
            else given.given_usd - returned.back_usd
        end as amount_usd
    from given
    left join returned
        on
            given.giver_id = returned.giver_id
            and given.committee_id = returned.committee_id
            and given.first_gift_date = returned.first_gift_date
)

-- of several award links the one that ran longest decides what was given in time
select
    md5(
        concat_ws(
            '|', kept.organization_id, kept.role_code, kept.giver_id, kept.committee_id,
            kept.member_id, running.body_id, running.agency_id, running.seat_link_id
        )
    ) as way_id,
    kept.organization_id,
    kept.role_code,
    kept.giver_id,
    kept.committee_id,
    kept.member_id,
    running.body_id,
    running.agency_id,
    min(seat.congress) as congress,
    arg_max(kept.tie_link_id, running.until_date) as tie_link_id,
    arg_max(kept.authorized_link_id, running.until_date) as authorized_link_id,
    running.seat_link_id,
    running.oversight_link_id,
    list_sort(list(running.award_link_id)) as award_link_ids,
    arg_max(kept.amount_usd, running.until_date)::decimal(18, 2) as amount_usd,
    arg_max(kept.amount_usd, running.until_date)
    >= getvariable('least_usd')::decimal(18, 2) as is_counted,
    max(kept.gift_count)::bigint as gift_count,
    min(kept.first_gift_date) as first_gift_date,
    max(kept.last_gift_date) as last_gift_date
from kept
inner join measures.overseen_award as running
    on
        kept.organization_id = running.organization_id
        and kept.member_id = running.member_id
        and kept.first_date = running.first_date
        and kept.until_date = running.until_date
left join entities.seat as seat on running.seat_link_id = seat.seat_id
where kept.amount_usd > 0
group by
    kept.organization_id, kept.role_code, kept.giver_id, kept.committee_id, kept.member_id,
    running.body_id, running.agency_id, running.seat_link_id, running.oversight_link_id
