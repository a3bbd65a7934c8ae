-- title: The same sums, added up again from the gifts record by record
-- grain: one row per role
-- order: _rank
-- note: Each sum above is that of its records: the two columns of sums are equal.
with added as (
    select
        role_code,
        giver_id,
        sum(amount_usd) as amount_usd,
        coalesce(-sum(amount_usd) filter (where is_refund), 0) as refunded_usd,
        coalesce(sum(amount_usd) filter (where amount_usd > 0 and not is_refund), 0) as given_usd,
        count(*) as record_count
    from measures.tied_gift
    where organization_id = $organization_id
    group by role_code, giver_id
),

summed as (
    select
        role_code,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        sum(refunded_usd)::decimal(18, 2) as refunded_usd,
        round(max(given_usd)::double / nullif(sum(given_usd), 0)::double, 9) as largest_share,
        count(*) as giver_count,
        sum(record_count)::bigint as record_count
    from added
    group by role_code
),

stated as (
    select
        role_code,
        title,
        amount_usd,
        role_rank
    from marts.contractor_money
    where organization_id = $organization_id
)

select
    stated.title as "role",
    stated.amount_usd as "sum above USD",
    summed.amount_usd as "sum of its records USD",
    summed.refunded_usd as "given back USD",
    summed.giver_count as "givers",
    summed.record_count as "records",
    summed.largest_share as "largest giver, of what was given %",
    coalesce(stated.role_rank, 99) as _rank
from summed
full outer join stated on summed.role_code = stated.role_code
