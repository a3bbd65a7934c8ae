-- title: The same sums, added up again from the gifts record by record
-- grain: one row per cycle
-- order: cycle
-- note: Each sum above is that of its records: the two columns of sums are equal.
with added as (
    select
        gift.cycle,
        sum(gift.who_gave_usd)::decimal(18, 2) as who_gave_usd,
        -sum(gift.who_gave_usd) filter (where gift.is_refund)::decimal(18, 2) as refunded_usd,
        sum(gift.memo_usd)::decimal(18, 2) as memo_usd,
        count(*) as record_count
    from entities.contribution as gift
    inner join entities.contributor as contributor
        on gift.contributor_key = contributor.contributor_key
    where
        contributor.entity_id = $entity_id
        and gift.is_named_giver
        and gift.giver_committee_id is null
        and gift.cycle is not null
        and coalesce(gift.who_gave_usd, gift.memo_usd) is not null
    group by gift.cycle
),

stated as (
    select
        cycle,
        who_gave_usd
    from marts.who_gave
    where entity_number = md5_number_lower($entity_id) and entity_id = $entity_id
)

select
    coalesce(stated.cycle, added.cycle) as "cycle",
    stated.who_gave_usd as "sum above USD",
    added.who_gave_usd as "sum of its records USD",
    added.refunded_usd as "given back USD",
    added.memo_usd as "memo, in no total USD",
    added.record_count as "records"
from stated
full outer join added on stated.cycle = added.cycle
