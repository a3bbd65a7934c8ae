-- title: Person, organization or committee contributed to a committee
-- grain: one row per pair, basis of the amount and label
-- key: link_id
-- note: who gave, each dollar once, refunds apart
-- a published total stands only where no itemized row is loaded
with given as (
    select
        gift.record_id,
        coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) as from_id,
        'fec:' || gift.recipient_committee_id as to_id,
        gift.transaction_date,
        gift.who_gave_usd,
        gift.memo_usd,
        gift.cycle,
        case when gift.giver_committee_id is null then contributor.basis else 'identifier' end
            as basis
    from entities.contribution as gift
    left join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    where
        not gift.is_refund
        and gift.recipient_committee_id is not null
        and coalesce(gift.who_gave_usd, gift.memo_usd) is not null
),

gifts as (
    select * from given
    where from_id is not null
),

itemized as (
    select distinct
        from_id,
        to_id,
        cycle
    from gifts
),

totals as (
    select
        total.record_id,
        coalesce(
            'fec:' || total.contributor_committee_id, 'person:' || md5(total.person)
        ) as from_id,
        'fec:' || total.committee_id as to_id,
        total.cycle,
        total.total_usd,
        total.memo_usd
    from staging.case_contribution_total as total
    where
        total.committee_id is not null
        and coalesce(total.contributor_committee_id, total.person) is not null
),

stated as (
    select
        record_id,
        from_id,
        to_id,
        transaction_date as first_date,
        transaction_date as last_date,
        coalesce(who_gave_usd, 0) as amount_usd,
        memo_usd,
        'itemized' as amount_basis,
        basis
    from gifts
    union all
    select
        totals.record_id,
        totals.from_id,
        totals.to_id,
        make_date(totals.cycle - 1, 1, 1),
        make_date(totals.cycle, 12, 31),
        totals.total_usd,
        totals.memo_usd,
        'published_total',
        'human'
    from totals
    anti join itemized
        on
            totals.from_id = itemized.from_id
            and totals.to_id = itemized.to_id
            and totals.cycle = itemized.cycle
)

select
    md5(concat_ws('|', 'contributed_to', amount_basis, from_id, to_id)) as link_id,
    'contributed_to' as link_type,
    from_id,
    to_id,
    min(first_date) as first_date,
    max(last_date) as last_date,
    sum(amount_usd)::decimal(18, 2) as amount_usd,
    amount_basis::varchar as amount_basis,
    count(distinct record_id) as record_count,
    min(basis) as basis,
    case when min(basis) = 'identifier' then 1.0::double end as score,
    case
        when amount_basis = 'published_total' and sum(memo_usd) > 0
            then 'includes memo rows of ' || format('{:,.2f}', sum(memo_usd)::double) || ' USD'
        when amount_basis = 'published_total' then null
        when sum(memo_usd) is not null
            then 'memo rows of ' || sum(memo_usd) || ' USD are not counted'
    end as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id, amount_basis
