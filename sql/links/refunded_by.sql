-- title: Contribution given back by a committee
-- grain: one row per pair
-- key: link_id
-- note: refunds are written as positive numbers and are shown as such, apart from contributions
with stated as (
    select
        gift.record_id,
        coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) as from_id,
        'fec:' || gift.recipient_committee_id as to_id,
        gift.transaction_date,
        -gift.who_gave_usd as amount_usd,
        case when gift.giver_committee_id is null then contributor.basis else 'identifier' end
            as basis
    from entities.contribution as gift
    left join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    where
        gift.is_refund
        and gift.recipient_committee_id is not null
        and gift.who_gave_usd is not null
)

select
    md5(concat_ws('|', 'refunded_by', from_id, to_id)) as link_id,
    'refunded_by' as link_type,
    from_id,
    to_id,
    min(transaction_date) as first_date,
    max(transaction_date) as last_date,
    sum(amount_usd)::decimal(18, 2) as amount_usd,
    'itemized'::varchar as amount_basis,
    count(distinct record_id) as record_count,
    min(basis) as basis,
    case when min(basis) = 'identifier' then 1.0::double end as score,
    'refund' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
where from_id is not null
group by from_id, to_id
