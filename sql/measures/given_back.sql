-- title: What a committee gave back to a giver
-- grain: one row per giver, committee and day
-- key: back_id
-- note: refunds, and gifts that were corrected below zero. A committee that gives back seldom
-- repeats the employer, so that these rows need not be tied to any organization
-- column back_id: a hash of giver, committee and day
-- column giver_id: who got it back
-- column committee_id: the committee that gave it back
-- column back_date: null where the record has no day
-- column back_usd: above zero, save where a refund was itself taken back
select
    md5(
        concat_ws(
            '|', coalesce('fec:' || filed.giver_committee_id, contributor.entity_id),
            filed.recipient_committee_id, filed.transaction_date
        )
    ) as back_id,
    coalesce('fec:' || filed.giver_committee_id, contributor.entity_id) as giver_id,
    'fec:' || filed.recipient_committee_id as committee_id,
    filed.transaction_date as back_date,
    -sum(filed.who_gave_usd)::decimal(18, 2) as back_usd
from entities.contribution as filed
left join entities.contributor as contributor
    on filed.is_named_giver and filed.contributor_key = contributor.contributor_key
where
    filed.recipient_committee_id is not null
    and (filed.who_gave_usd < 0 or (filed.is_refund and filed.who_gave_usd is not null))
    and coalesce(filed.giver_committee_id, contributor.entity_id) is not null
group by
    coalesce('fec:' || filed.giver_committee_id, contributor.entity_id),
    filed.recipient_committee_id,
    filed.transaction_date
