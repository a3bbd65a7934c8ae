-- title: Money tied to an agency's contractors that members received who oversee the agency
-- grain: one row per agency, congressional committee, member, campaign committee and role
-- key: agency_id, congress_committee_id, member_id, committee_id, role_code
-- note: seats and jurisdictions are those loaded, mostly of today, whatever the day of the gift;
-- a member on several committees stands under each, so sums of rows mean nothing
-- column committee_id: the FEC committee that the member has authorized
-- column organization_count: contractors of the agency to which the givers are tied
-- column amount_usd: gifts less refunds
with member_gift as (
    select
        authorized.to_id as member_id,
        gift.recipient_id as committee_id,
        gift.organization_id,
        gift.role_code,
        sum(gift.amount_usd)::decimal(18, 2) as amount_usd,
        count(*) as record_count,
        min(gift.gift_date) as first_date,
        max(gift.gift_date) as last_date
    from measures.tied_gift as gift
    inner join links.authorized_by as authorized on gift.recipient_id = authorized.from_id
    group by authorized.to_id, gift.recipient_id, gift.organization_id, gift.role_code
),

overseer as (
    select distinct
        seat.from_id as member_id,
        seat.to_id as congress_committee_id,
        body.to_id as agency_id
    from links.sits_on as seat
    inner join links.oversees as body on seat.to_id = body.from_id
),

summed as (
    select
        overseer.agency_id,
        overseer.congress_committee_id,
        overseer.member_id,
        member_gift.committee_id,
        member_gift.role_code,
        count(distinct member_gift.organization_id) as organization_count,
        sum(member_gift.amount_usd)::decimal(18, 2) as amount_usd,
        sum(member_gift.record_count)::bigint as record_count,
        min(member_gift.first_date) as first_date,
        max(member_gift.last_date) as last_date
    from member_gift
    inner join overseer on member_gift.member_id = overseer.member_id
    inner join marts.agency_contractor as contractor
        on
            member_gift.organization_id = contractor.organization_id
            and overseer.agency_id = contractor.agency_id
    group by
        overseer.agency_id, overseer.congress_committee_id, overseer.member_id,
        member_gift.committee_id, member_gift.role_code
)

select
    summed.agency_id,
    summed.congress_committee_id,
    body.name as congress_committee_name,
    summed.member_id,
    member.name as member_name,
    summed.committee_id,
    committee.name as committee_name,
    summed.role_code,
    role.role_rank::integer as role_rank,
    role.title as role_title,
    summed.organization_count,
    summed.amount_usd,
    summed.record_count,
    summed.first_date,
    summed.last_date
from summed
inner join seeds.tie_role as role on summed.role_code = role.role_code
left join marts.entity as body on summed.congress_committee_id = body.entity_id
left join marts.entity as member on summed.member_id = member.entity_id
left join marts.entity as committee on summed.committee_id = committee.entity_id
