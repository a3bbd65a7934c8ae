-- title: Gifts and refunds in one name, of all cycles or of one
-- grain: one row per record
select gift.rowid as gift_row
from marts.gift as gift
where
    gift.giver_number = md5_number_lower($entity_id)
    and gift.giver_id = $entity_id
    and ($cycle is null or gift.cycle::varchar = $cycle)
    and (
        gift.recipient_number is null
        -- the receivers are known from the links: gifts lie in their order
        or gift.recipient_number in (
            select link.other_number
            from marts.neighbour as link
            where
                link.entity_number = md5_number_lower($entity_id)
                and link.entity_id = $entity_id
                and link.link_type in ('contributed_to', 'refunded_by')
        )
    )
