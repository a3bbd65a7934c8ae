-- title: Gifts and refunds of one name in two years
-- grain: one row per record
-- note: A record without a date is among them.
with link as (
    select md5_number_lower(link_id) as link_number
    from marts.neighbour
    where
        entity_number = md5_number_lower($entity_id)
        and entity_id = $entity_id
        and ((link_type = 'contributed_to' and is_outward) or link_type = 'refunded_by')
),

cited as (
    select unnest(edge.evidence) as record_id
    from marts.edge as edge
    where edge.link_number in (select link.link_number from link)
)

select record.record_id
from cited
inner join marts.evidence as record
    on
        md5_number_lower(cited.record_id) = record.record_number
        and cited.record_id = record.record_id
where record.record_date is null or year(record.record_date) in ($cycle - 1, $cycle)
