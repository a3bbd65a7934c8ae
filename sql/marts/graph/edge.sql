-- title: Links with the names of both ends
-- grain: one row per link
-- key: link_id
-- column link_number: 64 bits of the id's md5: a link is found by it without reading the others.
-- Not sorted: rows with lists are sorted in memory only
-- column strength: how it is known that the link joins these two: from marts.tie_strength, by the
-- link's basis. An equal name without a score is the record's own word for who gave, one with a
-- score was weighed and rests on names alone
-- column label: what the link says of itself, and the marks that stand on its sum
-- column is_confirmed: whether more than the likeness of names says so
with known as (
    select
        *,
        case
            when basis = 'identifier' then 'identifier'
            when basis = 'human' then 'stated'
            when basis = 'exact_name' and score is null then 'as_written'
            when basis = 'exact_name' then 'equal_names'
            when basis = 'similar_name' then 'similar_names'
            else error('a link with the basis ' || coalesce(basis, 'null'))
        end as strength,
        case
            when link_type = 'received_award' and amount_basis = 'itemized'
                then 'agency_contractor'
            when link_type = 'subcontracted_to' then 'subcontract'
        end as note_scope,
        case
            when link_type = 'received_award' then to_id || '|' || from_id
            when link_type = 'subcontracted_to' then from_id || '|' || to_id
        end as note_id
    from links.link
)

select
    md5_number_lower(link.link_id) as link_number,
    link.link_id,
    link.link_type,
    link.from_id,
    link.to_id,
    link.first_date,
    link.last_date,
    link.amount_usd,
    link.amount_basis,
    link.record_count,
    link.basis,
    link.score,
    link.strength,
    strength.is_confirmed::boolean as is_confirmed,
    nullif(concat_ws('; ', link.label, 'marked: ' || note.marks), '') as label,
    link.evidence,
    origin.name as from_name,
    target.name as to_name,
    origin.entity_kind as from_kind,
    target.entity_kind as to_kind
from known as link
inner join seeds.tie_strength as strength on link.strength = strength.strength
inner join marts.entity as origin on link.from_id = origin.entity_id
inner join marts.entity as target on link.to_id = target.entity_id
-- a mark stands beside the sum wherever the link is shown
left join marts.mark_note as note
    on link.note_scope = note.scope and link.note_id = note.scope_id
