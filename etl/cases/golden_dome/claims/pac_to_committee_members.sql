-- claim: SpaceX's PAC gave to campaigns of members who sat on committees of Congress
-- source: FEC reports of C00411116 and committee rosters
-- expects: at least one chain from the PAC over a campaign to a seat on a committee
-- excludes: any statement about why the gift was made
select
    count(distinct seat.to_id) > 0 as holds,
    string_agg(distinct seat.to_name, ', ' order by seat.to_name) as found,
    list_distinct(flatten(list(gift.evidence || seat.evidence))) as evidence
from marts.edge as gift
inner join marts.edge as campaign
    on gift.to_id = campaign.from_id and campaign.link_type = 'authorized_by'
inner join marts.edge as seat
    on campaign.to_id = seat.from_id and seat.link_type = 'sits_on'
where
    gift.link_type = 'contributed_to'
    and gift.from_id = 'fec:C00411116'
    and seat.to_kind = 'congress_committee'
having count(*) > 0
