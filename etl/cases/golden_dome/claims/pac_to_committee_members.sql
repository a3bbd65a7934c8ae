-- claim: SpaceX's separate fund gave to campaigns of members while they sat on committees of
--   Congress
-- speaker: Throughline
-- date: undated
-- source: reports of C00411116 to the Federal Election Commission, and committee rosters
-- source_url: https://www.fec.gov/data/committee/C00411116/
-- expects: at least one chain from the fund over a campaign to a seat on a committee
-- tolerance: none
-- excludes: any statement about why a gift was made; gifts that were reversed are in the records
--   too; gifts on days on which the member is not known to have sat there
with chain as (
    select
        seat.from_id as member_id,
        [gift.record_id] || campaign.evidence || seat.evidence as evidence
    from entities.contribution as gift
    inner join measures.credited_committee as credited
        on
            'fec:' || gift.recipient_committee_id = credited.committee_id
            and gift.cycle is not distinct from credited.cycle
    inner join marts.edge as campaign on credited.authorized_link_id = campaign.link_id
    inner join marts.edge as seat
        on
            credited.member_id = seat.from_id
            and seat.link_type = 'sits_on'
            and gift.transaction_date between seat.first_date and seat.last_date
    where
        gift.giver_committee_id = 'C00411116'
        and gift.who_gave_usd > 0
        and not gift.is_refund
        and seat.to_kind = 'congress_committee'
)

select
    'Members who received such a gift while they held a seat' as part,
    count(distinct member_id) || ' members' as found,
    '>=' as test,
    nullif(count(distinct member_id), 0) as value,
    1 as expected,
    list_distinct(flatten(list(evidence))) as evidence
from chain
