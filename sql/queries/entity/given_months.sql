-- title: Time line: given in this name, by month
-- grain: one row per month
-- order: month
-- form: timeline
select
    date_trunc('month', gift.transaction_date)::date as "month",
    'Given in this name' as "lane",
    sum(gift.who_gave_usd) as "amount USD",
    count(*) as "records"
from entities.contribution as gift
inner join entities.contributor as contributor
    on gift.contributor_key = contributor.contributor_key
where
    contributor.entity_id = $entity_id
    and gift.is_named_giver
    and gift.giver_committee_id is null
    and gift.transaction_date is not null
    and gift.who_gave_usd is not null
group by date_trunc('month', gift.transaction_date)
having sum(gift.who_gave_usd) <> 0
