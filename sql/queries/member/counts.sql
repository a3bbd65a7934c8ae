-- title: How many rows each section of a member's page has
-- grain: one row
select
    (
        select count(*)
        from marts.member_gift as gift
        where gift.person_id = $person_id
    ) as received,
    (
        select count(*)
        from marts.overseer_money as money
        where money.member_id = $person_id
    ) as overseen,
    count(*) filter (where type.section in ('seats', 'candidacies')) as seats,
    count(*) filter (where type.section in ('spending', 'ties', 'gifts')) as others
from marts.neighbour as own
inner join marts.link_type as type on own.link_type = type.link_type
where own.entity_number = md5_number_lower($person_id) and own.entity_id = $person_id
