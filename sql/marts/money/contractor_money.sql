-- title: A contractor's political money, by the role that ties the giver to it
-- grain: one row per organization and role
-- key: organization_id, role_code
-- params: concentration_share=0.9
-- note: roles are never added up to a sum of the contractor: it is not its money
-- column amount_usd: gifts less refunds
-- column refunded_usd: given back; already subtracted
-- column giver_count: different givers
-- column top_giver_share: what the largest giver gave, of all that was given before refunds
-- column is_concentrated: one giver makes up concentration_share or more of a group of several
-- column top_giver_id: that giver, where the group is concentrated or of one
-- column lowest_score: of the ties in it; null where a person has stated them
with by_giver as (
    select
        organization_id,
        role_code,
        giver_id,
        sum(amount_usd) as amount_usd,
        coalesce(sum(amount_usd) filter (where amount_usd > 0 and not is_refund), 0)
            as given_usd,
        coalesce(-sum(amount_usd) filter (where is_refund), 0) as refunded_usd,
        count(*) as record_count,
        min(gift_date) as first_date,
        max(gift_date) as last_date,
        min(score) as lowest_score
    from measures.tied_gift
    group by organization_id, role_code, giver_id
),

summed as (
    select
        organization_id,
        role_code,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        sum(refunded_usd)::decimal(18, 2) as refunded_usd,
        count(*) as giver_count,
        sum(record_count)::bigint as record_count,
        round(max(given_usd)::double / nullif(sum(given_usd), 0)::double, 9) as top_giver_share,
        arg_max(giver_id, (given_usd, giver_id)) as largest_giver_id,
        min(first_date) as first_date,
        max(last_date) as last_date,
        min(lowest_score) as lowest_score
    from by_giver
    group by organization_id, role_code
)

select
    summed.organization_id,
    summed.role_code,
    role.role_rank::integer as role_rank,
    role.title,
    role.description,
    summed.amount_usd,
    summed.refunded_usd,
    summed.giver_count,
    summed.record_count,
    summed.top_giver_share,
    coalesce(
        summed.top_giver_share >= getvariable('concentration_share')::double
        and summed.giver_count > 1,
        false
    ) as is_concentrated,
    giver.entity_id as top_giver_id,
    giver.name as top_giver_name,
    summed.first_date,
    summed.last_date,
    summed.lowest_score
from summed
inner join seeds.tie_role as role on summed.role_code = role.role_code
left join marts.entity as giver
    on
        summed.largest_giver_id = giver.entity_id
        and summed.top_giver_share >= getvariable('concentration_share')::double
