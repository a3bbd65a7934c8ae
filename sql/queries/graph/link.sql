-- title: Links with all that they say, largest money first
-- grain: one row per link
-- given: chosen
-- note: found by row first: the texts of a link are costly to read
select
    link_id,
    link_type,
    entity_id as from_id,
    other_id as to_id,
    first_date,
    last_date,
    amount_usd,
    amount_basis,
    record_count,
    basis,
    score,
    label,
    strength,
    certainty
from marts.neighbour
where rowid in (select chosen.link_row from chosen)
order by abs(coalesce(amount_usd, 0)) desc, record_count desc, link_id asc
