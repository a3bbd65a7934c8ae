-- claim: Members who received gifts of SpaceX's separate fund sat at that time on committees that
--   oversee agencies with which SpaceX contracts
-- speaker: Throughline
-- date: undated
-- source: rosters of the 118th Congress, House Rule X and the appropriations bills
-- source_url: https://armedservices.house.gov/about/jurisdiction-and-rules
-- expects: for each of the two agencies one such member or more
-- tolerance: none
-- excludes: whether a committee or member acted on any contract, and why a gift was made. What
--   was reversed; gifts on days on which the member is not known to have sat there, or on which no
--   award ran then or later in the same seat
with agency (place, agency_id, agency_name) as (
    values
    (1, 'agency:5700', 'Air Force'),
    (2, 'agency:8000', 'NASA')
),

received as (
    select
        money.agency_id,
        count(distinct money.member_id) as member_count,
        string_agg(
            distinct money.member_name || ' (' || money.congress_committee_name || ')', '; '
            order by money.member_name || ' (' || money.congress_committee_name || ')'
        ) as members,
        list_distinct(flatten(list(gift.evidence || seat.evidence || charge.evidence))) as evidence
    from marts.overseer_money as money
    inner join marts.edge as gift
        on
            money.committee_id = gift.to_id
            and gift.from_id = 'fec:C00411116'
            and gift.link_type = 'contributed_to'
    inner join marts.edge as seat
        on
            money.member_id = seat.from_id
            and money.congress_committee_id = seat.to_id
            and seat.link_type = 'sits_on'
            and money.first_date <= seat.last_date
            and money.last_date >= seat.first_date
    inner join marts.edge as charge
        on
            money.congress_committee_id = charge.from_id
            and money.agency_id = charge.to_id
            and charge.link_type = 'oversees'
    where money.role_code = 'pac'
    group by money.agency_id
)

select
    agency.agency_name || ': members with a seat on a committee that oversees it' as part,
    received.member_count || ': ' || received.members as found,
    '>=' as test,
    received.member_count as value,
    1 as expected,
    received.evidence
from agency
left join received on agency.agency_id = received.agency_id
order by agency.place
