-- title: Sums by receiver and role that are not those of their records
-- grain: one row per giver, receiver and role whose sum is not that of its records
-- order: _role, _giver_id, "received by"
-- note: Each sum by receiver above was added up again from the gifts record by record.
-- empty: None: each sum by receiver, added up again from the gifts record by record, is the same.
with added as (
    select
        role_code,
        giver_id,
        recipient_id,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        count(*) as record_count
    from measures.tied_gift
    where organization_id = $organization_id
    group by role_code, giver_id, recipient_id
),

stated as (
    select
        role_code,
        giver_id,
        recipient_id,
        amount_usd,
        record_count
    from marts.contractor_gift
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
)

select
    coalesce(stated.recipient_id, added.recipient_id) as "received by",
    stated.amount_usd as "sum above USD",
    added.amount_usd as "sum of its records USD",
    added.record_count as "records",
    coalesce(stated.role_code, added.role_code) as _role,
    coalesce(stated.giver_id, added.giver_id) as _giver_id
from stated
full outer join added
    on
        stated.role_code = added.role_code
        and stated.giver_id is not distinct from added.giver_id
        and stated.recipient_id = added.recipient_id
where
    stated.amount_usd is distinct from added.amount_usd
    or stated.record_count is distinct from added.record_count
