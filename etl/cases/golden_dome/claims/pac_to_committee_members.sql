-- claim: SpaceX's separate fund gave to campaigns of members who sat on committees of Congress
-- speaker: Throughline
-- date: undated
-- source: reports of C00411116 to the Federal Election Commission, and committee rosters
-- source_url: https://www.fec.gov/data/committee/C00411116/
-- expects: at least one chain from the fund over a campaign to a seat on a committee
-- tolerance: none
-- excludes: any statement about why a gift was made; gifts that were reversed are in the records
--   too
with chain as (
    select
        seat.from_id as member_id,
        gift.evidence || campaign.evidence || seat.evidence as evidence
    from marts.edge as gift
    inner join marts.edge as campaign
        on
            gift.to_id = campaign.from_id
            and campaign.link_type = 'authorized_by'
            -- the committee was the member's campaign on a day of the gifts
            and coalesce(gift.last_date >= campaign.first_date, true)
            and coalesce(gift.first_date <= campaign.last_date, true)
    inner join marts.edge as seat
        on campaign.to_id = seat.from_id and seat.link_type = 'sits_on'
    where
        gift.link_type = 'contributed_to'
        and gift.from_id = 'fec:C00411116'
        and seat.to_kind = 'congress_committee'
)

select
    'Members who received such a gift and hold or held a seat' as part,
    count(distinct member_id) || ' members' as found,
    '>=' as test,
    nullif(count(distinct member_id), 0) as value,
    1 as expected,
    list_distinct(flatten(list(evidence))) as evidence
from chain
