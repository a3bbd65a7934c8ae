-- title: How many names are resolved, and what stays open
-- grain: one row per tier
-- key: tier
-- column name_count: employers as contributors write them, with the state
-- column contribution_count: rows that name them
-- column amount_usd: what those rows gave
-- column tier: certain | probable | possible | none | not an employer
with named as (
    select
        employer,
        state_code,
        count(*) as contribution_count,
        sum(who_gave_usd) as amount_usd
    from entities.contribution
    where is_named_giver and employer is not null
    group by employer, state_code
),

tiers as (
    select
        employer,
        state_code,
        min(tier) as tier
    from entities.employer_match
    group by employer, state_code
),

judged as (
    select
        named.contribution_count,
        named.amount_usd,
        case
            when idle.employer is not null then 'not an employer'
            else coalesce(tiers.tier, 'none')
        end as tier
    from named
    left join tiers
        on
            named.employer = tiers.employer
            and named.state_code is not distinct from tiers.state_code
    left join entities.name_key as key on named.employer = key.name
    left join seeds.non_employer as idle on key.name_key = idle.employer
)

select
    tier,
    count(*) as name_count,
    sum(contribution_count)::bigint as contribution_count,
    sum(amount_usd)::decimal(18, 2) as amount_usd
from judged
group by tier
