-- title: People of that name who gave
-- grain: one row per link
-- order: "who", _link_id
-- note: A link says what its records say and no more; choose a row for them and for what speaks
-- against reading more into it.
-- empty: nobody, in the records loaded.
select
    other.name as "who",
    other.place,
    own.label as "says",
    own.amount_usd as "USD",
    basis.title as "amount is",
    own.first_said as "first",
    own.last_said as "last",
    own.record_count as "records",
    own.link_id as _link_id,
    own.other_id as _other_id,
    other.entity_kind as _other_kind
from marts.neighbour as own
inner join marts.entity as other on own.other_id = other.entity_id
left join seeds.amount_basis as basis on own.amount_basis = basis.amount_basis
where
    own.entity_number = md5_number_lower($committee_id)
    and own.entity_id = $committee_id
    and own.link_type = 'contributed_to'
    and not own.is_outward
    and other.entity_kind = 'person'
    -- without a name, those whom a case names
    and coalesce(contains(upper(other.name), upper($name)), other.is_case)
