-- title: What a member oversaw, and for how many contractors' givers
-- grain: one row
select
    member.congress_committee_count,
    len(member.committee_ids) as own_committee_count,
    (
        select count(distinct money.agency_id)
        from marts.overseer_money as money
        where money.member_id = $person_id
    ) as agency_count
from marts.member as member
where member.person_id = $person_id
