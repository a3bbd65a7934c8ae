-- title: How many rows each section of a committee's page has
-- grain: one row
-- note: gifts are records, firms are contractors, givers (people only where a case names them) and
-- given are links
select
    (
        select count(*)
        from marts.gift as gift
        where
            gift.recipient_number = md5_number_lower($committee_id)
            and gift.recipient_id = $committee_id
    ) as gifts,
    (
        select count(distinct tied.organization_id)
        from marts.contractor_gift as tied
        where
            tied.recipient_number = md5_number_lower($committee_id)
            and tied.recipient_id = $committee_id
    ) as firms,
    (
        select count(*)
        from marts.published_total as total
        where total.entity_id = $committee_id or 'fec:' || total.committee_id = $committee_id
    ) as published,
    count(*) filter (
        where
        own.link_type = 'contributed_to'
        and not own.is_outward
        and (other.entity_kind <> 'person' or other.is_case)
    ) as givers,
    count(*) filter (
        where
        (own.link_type = 'contributed_to' and own.is_outward) or type.section = 'spending'
    ) as given
from marts.neighbour as own
inner join marts.link_type as type on own.link_type = type.link_type
inner join marts.entity as other on own.other_id = other.entity_id
where own.entity_number = md5_number_lower($committee_id) and own.entity_id = $committee_id
