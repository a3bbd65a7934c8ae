-- title: Contributions of a person who is a subject, record by record, and why each counts
-- grain: one row per record
-- order: record_id
select
    gift.record_id,
    gift.contributor_key,
    gift.recipient_committee_id,
    gift.giver_committee_id,
    gift.is_named_giver,
    gift.transaction_date,
    gift.cycle,
    gift.amount_usd,
    gift.who_gave_usd,
    gift.memo_usd,
    gift.role,
    gift.is_refund,
    gift.count_reason
from entities.contribution as gift
inner join entities.contributor as contributor
    on gift.contributor_key = contributor.contributor_key
where
    contributor.entity_id in (select unnest($ids))
    and contributor.is_person
    and gift.is_named_giver
