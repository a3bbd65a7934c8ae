-- title: Who gave, by role, and who received
-- grain: one row per role and receiver
-- order: _rank, "USD" desc, _from_id, _to_id
-- note: The gifts of people and funds that are tied to the firm, less what was given back. With
-- $first and $until only those of these days, gift by gift; of all days the sums of
-- marts.contractor_gift.
with gift as (
    select
        role_code,
        recipient_id,
        amount_usd,
        record_count
    from marts.contractor_gift
    where
        $first::date is null
        and organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
    union all
    select
        role_code,
        recipient_id,
        amount_usd,
        1
    from measures.tied_gift
    where
        $first::date is not null
        and organization_id = $organization_id
        and gift_date between $first::date and $until::date
)

select
    role.title as "from",
    coalesce(receiver.name, gift.recipient_id) as "to",
    sum(gift.amount_usd)::decimal(18, 2) as "USD",
    sum(gift.record_count)::bigint as "records",
    gift.role_code as _from_id,
    gift.recipient_id as _to_id,
    role.role_rank::integer as _rank
from gift
inner join seeds.tie_role as role on gift.role_code = role.role_code
left join marts.entity as receiver on gift.recipient_id = receiver.entity_id
group by
    role.title, coalesce(receiver.name, gift.recipient_id), gift.role_code, gift.recipient_id,
    role.role_rank
