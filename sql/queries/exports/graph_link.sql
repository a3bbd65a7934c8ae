-- title: The chosen links as a graph file holds them, with the ids of their first five records
-- grain: one row per link
-- given: chosen_edge
select
    link_id,
    from_id,
    to_id,
    link_type,
    label,
    amount_usd,
    amount_basis,
    first_date,
    last_date,
    record_count,
    basis,
    score,
    array_to_string(evidence[:5], ' ') as records
from chosen_edge
order by link_id
