-- title: Contribution given back by a committee
-- grain: one row per pair
-- key: link_id
-- note: refunds are written as positive numbers and are shown as such, apart from contributions
with stated as (
    select
        gift.record_id,
        contributor.entity_id as from_id,
        'fec:' || gift.filer_committee_id as to_id,
        gift.transaction_date,
        gift.amount_usd,
        contributor.basis
    from entities.contribution as gift
    inner join entities.contributor as contributor
        on
            contributor.contributor_key = md5(
                concat_ws('|', gift.name, gift.state_code, gift.zip5_code, gift.case_person)
            )
    where
        gift.count_reason = 'refund'
        and coalesce(
            gift.entity_type_code, case when gift.other_id is not null then 'PAC' else 'ORG' end
        ) not in ('COM', 'CCM', 'PAC', 'PTY')
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
    null::double as score,
    'refund' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
