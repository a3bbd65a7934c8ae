-- title: Links that pass the filters, seen from either end
-- grain: one row per link and end
-- note: a filter that is not given lets everything through, and so does what a link does not state,
-- save gifts of which only memo rows are known: of these there is no amount that could be large;
-- link_row is the row in marts.neighbour
select
    rowid as link_row,
    entity_number,
    other_number,
    entity_id,
    other_id,
    other_link_count,
    is_outward,
    link_id,
    link_type,
    first_date,
    last_date,
    amount_usd,
    record_count,
    certainty
from marts.neighbour
where
    ($types is null or list_contains($types, link_type))
    and ($since is null or last_date is null or last_date >= $since)
    and ($until is null or first_date is null or first_date <= $until)
    and (
        $usd is null
        or abs(amount_usd) >= $usd
        or (amount_usd is null and amount_basis is distinct from 'itemized')
    )
    and ($score is null or certainty >= $score)
