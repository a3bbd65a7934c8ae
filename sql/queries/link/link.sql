-- title: A link with what its type means and what speaks against reading more into it
-- grain: one row
select
    edge.link_id,
    edge.link_type,
    edge.from_id,
    edge.to_id,
    edge.first_date,
    edge.last_date,
    edge.first_said,
    edge.last_said,
    edge.amount_usd,
    edge.amount_basis,
    basis.title as amount_words,
    edge.record_count,
    edge.score,
    edge.label,
    edge.from_name,
    edge.to_name,
    edge.from_kind,
    edge.to_kind,
    type.sentence,
    type.description,
    type.innocent,
    known.title as known_by
from marts.edge as edge
inner join marts.link_type as type on edge.link_type = type.link_type
inner join marts.tie_strength as known on edge.strength = known.strength
left join seeds.amount_basis as basis on edge.amount_basis = basis.amount_basis
where edge.link_number = md5_number_lower($link_id) and edge.link_id = $link_id
