-- title: Contribution given back by a committee
-- grain: one row per pair
-- key: link_id
-- note: refunds, and gifts written below zero (returned, charged back, corrected), whichever way a
-- filer writes what came back; shown as positive amounts, apart from contributions. A refund that
-- was taken back (a cheque never cashed) lowers them; where that leaves nothing the amount is null
-- and the label says so. Halves of a reattribution move a gift and give nothing back
-- column basis: the weakest of its rows
with given_back as (
    select
        gift.record_id,
        coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) as from_id,
        'fec:' || gift.recipient_committee_id as to_id,
        gift.transaction_date,
        gift.is_refund,
        -gift.who_gave_usd as amount_usd,
        case when gift.giver_committee_id is null then contributor.basis else 'identifier' end
            as basis
    from entities.contribution as gift
    left join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    where
        gift.recipient_committee_id is not null
        and gift.is_moved is distinct from true
        and ((gift.is_refund and gift.who_gave_usd <> 0) or gift.who_gave_usd < 0)
),

summed as (
    select
        from_id,
        to_id,
        min(transaction_date) as first_date,
        max(transaction_date) as last_date,
        sum(amount_usd) as amount_usd,
        sum(amount_usd) filter (where not is_refund) as below_zero_usd,
        bool_or(is_refund) as has_refund,
        count(distinct record_id) as record_count,
        arg_max(
            basis, list_position(['identifier', 'human', 'exact_name', 'similar_name'], basis)
        ) as basis,
        list_sort(array_agg(distinct record_id)) as evidence
    from given_back
    where from_id is not null
    group by from_id, to_id
)

select
    md5(concat_ws('|', 'refunded_by', from_id, to_id)) as link_id,
    'refunded_by' as link_type,
    from_id,
    to_id,
    first_date,
    last_date,
    case when amount_usd > 0 then amount_usd::decimal(18, 2) end as amount_usd,
    'itemized'::varchar as amount_basis,
    record_count,
    basis,
    case when basis = 'identifier' then 1.0::double end as score,
    concat_ws(
        '; ',
        case when has_refund then 'refund' end,
        'gifts written below zero (returned, charged back or corrected): '
        || format('{:,.2f}', below_zero_usd::double) || ' USD',
        case when amount_usd <= 0 then 'taken back again: nothing of it came back' end
    ) as label,
    evidence
from summed
