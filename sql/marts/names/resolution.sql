-- title: How many names are resolved, and what stays open
-- grain: one row per tier
-- key: tier
-- column name_count: employers as contributors write them, with the state
-- column contribution_count: rows that name them
-- column amount_usd: what those rows gave
-- column tier: certain | probable | possible | none | not an employer
with named as (
    select
        md5_number(concat_ws('|', employer, coalesce(state_code, ''))) as mention_id,
        any_value(employer) as employer,
        count(*) as contribution_count,
        sum(who_gave_usd) as amount_usd
    from entities.contribution
    where is_named_giver and employer is not null
    group by employer, state_code
),

tiers as (
    select
        mention_id,
        min(tier) as tier
    from entities.employer_match
    group by mention_id
),

judged as (
    select
        named.mention_id,
        named.contribution_count,
        named.amount_usd,
        case
            when idle.employer is not null then 'not an employer'
            else coalesce(tiers.tier, 'none')
        end as tier
    from named
    left join tiers on named.mention_id = tiers.mention_id
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
