-- title: Links as seen from either end, the links of one entity side by side
-- grain: one row per link and end; a link from an entity to itself once
-- key: entity_id, link_id
-- note: rows lie in the order of entity_number, so that few blocks are read for one entity
-- column entity_number: the entity's id as a number, the fast way to its rows
-- column other_number: the other entity's id as a number
-- column first_said: the first day as exactly as it is stated, see marts.edge
-- column last_said: the last day, likewise
-- column is_outward: whether the link leads from the entity to the other
-- column certainty: the score; without one the number that marts.tie_strength holds for how the
-- link is known
-- column other_link_count: links of the other entity, at either end
with ends as (
    select
        from_id as entity_id,
        to_id as other_id,
        true as is_outward,
        link_id,
        link_type,
        first_date,
        last_date,
        first_said,
        last_said,
        amount_usd,
        amount_basis,
        record_count,
        basis,
        score,
        strength,
        label
    from marts.edge
    union all
    select
        to_id,
        from_id,
        false,
        link_id,
        link_type,
        first_date,
        last_date,
        first_said,
        last_said,
        amount_usd,
        amount_basis,
        record_count,
        basis,
        score,
        strength,
        label
    from marts.edge
    where from_id <> to_id
)

select
    md5_number_lower(ends.entity_id) as entity_number,
    md5_number_lower(ends.other_id) as other_number,
    ends.entity_id,
    ends.other_id,
    other.link_count as other_link_count,
    ends.is_outward,
    ends.link_id,
    ends.link_type,
    ends.first_date,
    ends.last_date,
    ends.first_said,
    ends.last_said,
    ends.amount_usd,
    ends.amount_basis,
    ends.record_count,
    ends.basis,
    ends.score,
    ends.strength,
    ends.label,
    coalesce(ends.score, known.certainty) as certainty
from ends
inner join marts.tie_strength as known on ends.strength = known.strength
inner join marts.entity as other on ends.other_id = other.entity_id
order by entity_number, ends.entity_id, ends.link_id
