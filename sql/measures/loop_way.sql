-- title: Ways round from a contractor over a gift and a member of Congress to its agency
-- grain: one row per organization, role, giver, committee, member, congressional committee, agency
-- key: way_id
-- note: the one rule of loops, which the flag, the command and the graph read. Somebody tied to
-- the organization (its fund, its people, itself in its own name) gave to a committee; a member has
-- authorized the committee; the member sits or sat on a body that oversees an agency; the agency
-- made awards to the organization
-- time: there is a day, not before the gift, on which the seat, the oversight and the award link
-- ran. Unstated first and last days of these three are open ends. A gift without a day closes
-- nothing; a tie that is dated must overlap the giving
-- money: what was given in time, less all that the committee gave back to that giver or that was
-- corrected below zero, on any day, must be above zero and is the amount. Published totals are no
-- gifts
-- column organization_id: the contractor
-- column role_code: from seeds.tie_role; contractor is a gift in its own name
-- column committee_id: the recipient
-- column member_id: who has authorized the committee
-- column body_id: the congressional committee
-- column tie_link_id: the link that ties the giver; null for the contractor itself
-- column award_link_ids: the award links that were running, or began, on or after a gift
-- column amount_usd: given in time less given back; above zero
-- column first_gift_date: of the gifts in time
-- column last_gift_date: of the gifts in time
with received as (
    select distinct
        tied.organization_id,
        tied.recipient_id as committee_id,
        authorized.to_id as member_id,
        authorized.link_id as authorized_link_id
    from measures.tied_gift as tied
    inner join links.authorized_by as authorized on tied.recipient_id = authorized.from_id
    where tied.amount_usd > 0 and not tied.is_refund and tied.gift_date is not null
),

-- the last day on which a gift closes the way over one award link; the open ends are days too
running as (
    select
        received.*,
        seat.to_id as body_id,
        oversight.to_id as agency_id,
        seat.link_id as seat_link_id,
        oversight.link_id as oversight_link_id,
        award.link_id as award_link_id,
        least(
            coalesce(seat.last_date, date '9999-12-31'),
            coalesce(oversight.last_date, date '9999-12-31'),
            coalesce(award.last_date, date '9999-12-31')
        ) as until_date
    from received
    inner join links.sits_on as seat on received.member_id = seat.from_id
    inner join links.oversees as oversight on seat.to_id = oversight.from_id
    inner join links.received_award as award
        on received.organization_id = award.from_id and oversight.to_id = award.to_id
    where
        greatest(
            coalesce(seat.first_date, date '0001-01-01'),
            coalesce(oversight.first_date, date '0001-01-01'),
            coalesce(award.first_date, date '0001-01-01')
        ) <= until_date
),

deadline as (
    select distinct
        organization_id,
        committee_id,
        until_date
    from running
),

given_by_tie as (
    select
        tied.organization_id,
        tied.role_code,
        tied.giver_id,
        tied.recipient_id as committee_id,
        tied.tie_link_id,
        deadline.until_date,
        sum(tied.amount_usd) as given_usd,
        min(tied.gift_date) as first_gift_date,
        max(tied.gift_date) as last_gift_date
    from measures.tied_gift as tied
    inner join deadline
        on
            tied.organization_id = deadline.organization_id
            and tied.recipient_id = deadline.committee_id
            and tied.gift_date <= deadline.until_date
    where tied.amount_usd > 0 and not tied.is_refund
    group by
        tied.organization_id, tied.role_code, tied.giver_id, tied.recipient_id, tied.tie_link_id,
        deadline.until_date
),

given as (
    select
        given_by_tie.organization_id,
        given_by_tie.role_code,
        given_by_tie.giver_id,
        given_by_tie.committee_id,
        given_by_tie.until_date,
        min(given_by_tie.tie_link_id) as tie_link_id,
        sum(given_by_tie.given_usd) as given_usd,
        min(given_by_tie.first_gift_date) as first_gift_date,
        max(given_by_tie.last_gift_date) as last_gift_date
    from given_by_tie
    left join links.link as tie on given_by_tie.tie_link_id = tie.link_id
    where
        (tie.first_date is null or tie.first_date <= given_by_tie.last_gift_date)
        and (tie.last_date is null or tie.last_date >= given_by_tie.first_gift_date)
    group by
        given_by_tie.organization_id, given_by_tie.role_code, given_by_tie.giver_id,
        given_by_tie.committee_id, given_by_tie.until_date
),

kept as (
    select
        given.*,
        case
            when given_back.back_usd is null then given.given_usd
            else given.given_usd - given_back.back_usd
        end as amount_usd
    from given
    left join measures.given_back as given_back
        on
            given.giver_id = given_back.giver_id
            and given.committee_id = given_back.committee_id
)

-- of several award links the one that ran longest decides what was given in time
select
    md5(
        concat_ws(
            '|', kept.organization_id, kept.role_code, kept.giver_id, kept.committee_id,
            running.member_id, running.body_id, running.agency_id
        )
    ) as way_id,
    kept.organization_id,
    kept.role_code,
    kept.giver_id,
    kept.committee_id,
    running.member_id,
    running.body_id,
    running.agency_id,
    arg_max(kept.tie_link_id, running.until_date) as tie_link_id,
    running.authorized_link_id,
    running.seat_link_id,
    running.oversight_link_id,
    list_sort(list(running.award_link_id)) as award_link_ids,
    max(kept.amount_usd)::decimal(18, 2) as amount_usd,
    min(kept.first_gift_date) as first_gift_date,
    max(kept.last_gift_date) as last_gift_date
from kept
inner join running
    on
        kept.organization_id = running.organization_id
        and kept.committee_id = running.committee_id
        and kept.until_date = running.until_date
where kept.amount_usd > 0
group by
    kept.organization_id, kept.role_code, kept.giver_id, kept.committee_id, running.member_id,
    running.body_id, running.agency_id, running.authorized_link_id, running.seat_link_id,
    running.oversight_link_id
