-- title: How many rows each section of a person's page has
-- grain: one row
-- note: gifts is the number of records behind the links of gifts
select
    count(*) filter (
        where type.section in ('ties', 'employers', 'candidacies', 'seats', 'spending')
    ) as ties,
    count(*) filter (where type.section = 'gifts') as links,
    coalesce(
        sum(own.record_count)
        filter (where type.section = 'gifts' and own.amount_basis = 'itemized'),
        0
    )::bigint as gifts,
    (
        select count(*)
        from marts.published_total as total
        where total.entity_id = $entity_id
    ) as published
from marts.neighbour as own
inner join marts.link_type as type on own.link_type = type.link_type
where own.entity_number = md5_number_lower($entity_id) and own.entity_id = $entity_id
