-- title: What each contributor gave, by cycle, attributed to the true source
-- grain: one row per contributor and cycle
-- key: entity_id, cycle
-- note: each dollar once: an earmarked gift is the person's and not the intermediary's, a transfer
-- is nobody's new gift; the sum of the itemized rows loaded, whoever received them
-- column entity_number: 64 bits of the id's md5; the table is sorted by it
-- column who_gave_usd: gifts less refunds
-- column refunded_usd: given back; already subtracted
-- column memo_usd: memo rows, which are in no total
with stated as (
    select
        coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) as entity_id,
        gift.cycle,
        gift.who_gave_usd,
        gift.memo_usd,
        gift.is_refund,
        gift.transaction_date
    from entities.contribution as gift
    left join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    where
        gift.cycle is not null
        -- rows of nothing are no gifts
        and (gift.who_gave_usd <> 0 or gift.memo_usd <> 0)
)

select
    md5_number_lower(entity_id) as entity_number,
    entity_id,
    cycle,
    sum(who_gave_usd)::decimal(18, 2) as who_gave_usd,
    -sum(who_gave_usd) filter (where is_refund)::decimal(18, 2) as refunded_usd,
    sum(memo_usd)::decimal(18, 2) as memo_usd,
    count(*) as record_count,
    min(transaction_date) as first_date,
    max(transaction_date) as last_date
from stated
where entity_id is not null
group by entity_id, cycle
order by entity_number, entity_id, cycle
