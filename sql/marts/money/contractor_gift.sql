-- title: Gifts tied to a contractor, by role, giver and recipient
-- grain: one row per organization, role, giver and recipient
-- key: organization_id, role_code, giver_id, recipient_id
-- note: a gift is its giver's own; the sums of a role are those of marts.contractor_money
-- column organization_number: 64 bits of the organization's md5: gifts are found by it
-- column recipient_number: the same of the recipient
-- column amount_usd: gifts less refunds
-- column refunded_usd: given back; already subtracted
-- column lowest_score: of the ties; null where a person has stated them
-- column tie_link_id: one of the links that tie the giver; null for the contractor itself
-- column record_ids: every record behind the sum
with summed as (
    select
        organization_id,
        role_code,
        giver_id,
        recipient_id,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        coalesce(-sum(amount_usd) filter (where is_refund), 0)::decimal(18, 2) as refunded_usd,
        count(*) as record_count,
        min(gift_date) as first_date,
        max(gift_date) as last_date,
        min(score) as lowest_score,
        min(tie_link_id) as tie_link_id,
        list_sort(list(record_id)) as record_ids
    from measures.tied_gift
    group by organization_id, role_code, giver_id, recipient_id
)

select
    md5_number_lower(summed.organization_id) as organization_number,
    md5_number_lower(summed.recipient_id) as recipient_number,
    summed.organization_id,
    summed.role_code,
    role.role_rank::integer as role_rank,
    role.title as role_title,
    summed.giver_id,
    giver.name as giver_name,
    giver.entity_kind as giver_kind,
    summed.recipient_id,
    recipient.name as recipient_name,
    summed.amount_usd,
    summed.refunded_usd,
    summed.record_count,
    summed.first_date,
    summed.last_date,
    summed.lowest_score,
    summed.tie_link_id,
    summed.record_ids
from summed
inner join seeds.tie_role as role on summed.role_code = role.role_code
left join marts.entity as giver on summed.giver_id = giver.entity_id
left join marts.entity as recipient on summed.recipient_id = recipient.entity_id
