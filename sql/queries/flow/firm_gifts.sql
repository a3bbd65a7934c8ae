-- title: Who gave, by role, and who received
-- grain: one row per role and receiver
-- order: _rank, "USD" desc, _from_id, _to_id
-- note: The gifts of people and funds that are tied to the firm, less what was given back. With
-- $first and $until only those of these days.
select
    role.title as "from",
    coalesce(receiver.name, tied.recipient_id) as "to",
    sum(tied.amount_usd)::decimal(18, 2) as "USD",
    count(*)::bigint as "records",
    tied.role_code as _from_id,
    tied.recipient_id as _to_id,
    role.role_rank::integer as _rank
from measures.tied_gift as tied
inner join seeds.tie_role as role on tied.role_code = role.role_code
left join marts.entity as receiver on tied.recipient_id = receiver.entity_id
where
    tied.organization_id = $organization_id
    and ($first::date is null or tied.gift_date between $first::date and $until::date)
group by
    role.title, coalesce(receiver.name, tied.recipient_id), tied.role_code, tied.recipient_id,
    role.role_rank
