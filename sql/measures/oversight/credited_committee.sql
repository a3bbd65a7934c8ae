-- title: The member to whom gifts to a committee are credited, by the cycle of the gift
-- grain: one row per committee, cycle and member
-- key: credit_id
-- note: the one rule of credit, which loops, overseers and indicators read: entities.authorization
-- of the gift's own cycle; a statement without a cycle holds for those of which no register speaks
-- column credit_id: a hash of committee, member and cycle
-- column committee_id: fec: and the FEC's id
-- column cycle: of the gifts; null for those that have none
-- column authorized_link_id: the link that says so
with given as (
    select distinct
        recipient_committee_id as committee_id,
        cycle
    from entities.contribution
    where recipient_committee_id is not null and who_gave_usd is not null
)

select
    md5(concat_ws('|', given.committee_id, campaign.person_id, given.cycle)) as credit_id,
    'fec:' || given.committee_id as committee_id,
    given.cycle,
    campaign.person_id as member_id,
    min(link.link_id) as authorized_link_id
from given
inner join entities."authorization" as campaign
    on
        given.committee_id = campaign.committee_id
        and (
            given.cycle = campaign.cycle
            or (
                campaign.cycle is null
                and not coalesce(list_contains(campaign.register_cycles, given.cycle), false)
            )
        )
inner join links.authorized_by as link
    on
        'fec:' || given.committee_id = link.from_id
        and campaign.person_id = link.to_id
        and coalesce(year(link.first_date) <= given.cycle, true)
        and coalesce(year(link.last_date) >= given.cycle, true)
group by given.committee_id, given.cycle, campaign.person_id
