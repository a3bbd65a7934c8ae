-- title: Every gift and refund of the records loaded, one by one
-- grain: one row per record
-- key: record_id
-- note: rows lie in the order of recipient_number. Each dollar once: the amount is the part of
-- who_gave_usd that this record holds, so that sums of rows are those of marts.who_gave
-- column recipient_number: 64 bits of the receiver's md5: its gifts are found by it
-- column giver_number: the same of the giver
-- column record_number: the same of the record
-- column recipient_id: null where the record names no committee that received
-- column giver_id: the true source; null where the record names nobody
-- column giver_kind: person, organization or committee; null where the record names nobody
-- column giver_name: the name as this record has it; a committee's own name
-- column gift_date: as reported
-- column amount_usd: gifts above zero, refunds and corrections below; null for a memo row
-- column memo_usd: of a memo row, which is in no total
-- column employer: as the giver wrote it
-- column occupation: as the giver wrote it
-- column place: city and state, as reported; null where a committee gave
-- column reason: why it is counted, or is not
select
    md5_number_lower('fec:' || gift.recipient_committee_id) as recipient_number,
    md5_number_lower(coalesce('fec:' || gift.giver_committee_id, contributor.entity_id))
        as giver_number,
    md5_number_lower(gift.record_id) as record_number,
    gift.record_id,
    gift.record_url,
    'fec:' || gift.recipient_committee_id as recipient_id,
    coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) as giver_id,
    giver.entity_kind as giver_kind,
    case when gift.giver_committee_id is null then gift.name else giver.name end as giver_name,
    gift.cycle,
    gift.transaction_date as gift_date,
    gift.who_gave_usd as amount_usd,
    gift.memo_usd,
    gift.is_refund,
    case when gift.giver_committee_id is null then gift.employer end as employer,
    case when gift.giver_committee_id is null then gift.occupation end as occupation,
    -- a committee's own report states whom it gave to, with the place of that one
    case
        when gift.giver_committee_id is null
            then nullif(concat_ws(', ', gift.city_name, gift.state_code), '')
    end as place,
    reason.description as reason
from entities.contribution as gift
inner join seeds.count_reason as reason on gift.count_reason = reason.count_reason
left join entities.contributor as contributor
    on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
left join marts.entity as giver
    on coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) = giver.entity_id
where
    -- rows of nothing are no gifts
    gift.who_gave_usd <> 0 or gift.memo_usd <> 0
order by recipient_number, gift.record_id
