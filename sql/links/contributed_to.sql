-- title: Person, organization or committee contributed to a committee
-- grain: one row per pair, basis of the amount and label
-- key: link_id
-- note: who gave, each dollar once, before what came back: rows below zero and refunds are
-- links.refunded_by, so that what was given less what came back is the pair's part of who_gave_usd
-- halves of a reattribution or redesignation move what was given, and add up here as they stand
-- the amount is null, and the label says why, where there are memo rows only, or where all was
-- reattributed to others; rows of nothing (0 USD) make no link
-- a published total stands only where no itemized row is loaded
-- column basis: the weakest of its rows
with given as (
    select
        gift.record_id,
        coalesce('fec:' || gift.giver_committee_id, contributor.entity_id) as from_id,
        'fec:' || gift.recipient_committee_id as to_id,
        gift.transaction_date,
        gift.who_gave_usd,
        gift.memo_usd,
        gift.moved_name,
        gift.cycle,
        case when gift.giver_committee_id is null then contributor.basis else 'identifier' end
            as basis
    from entities.contribution as gift
    left join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    where
        not gift.is_refund
        and gift.recipient_committee_id is not null
        and (
            gift.who_gave_usd > 0
            or (gift.is_moved and gift.who_gave_usd is not null)
            or gift.memo_usd <> 0
        )
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
        total.as_of_date,
        total.total_usd,
        total.memo_usd
    from staging.case_contribution_total as total
    where
        total.committee_id is not null
        and (total.total_usd > 0 or total.total_usd is null)
        and coalesce(total.contributor_committee_id, total.person) is not null
),

stated as (
    select
        record_id,
        from_id,
        to_id,
        transaction_date as first_date,
        transaction_date as last_date,
        who_gave_usd as amount_usd,
        memo_usd,
        moved_name,
        'itemized' as amount_basis,
        basis
    from gifts
    union all
    select
        totals.record_id,
        totals.from_id,
        totals.to_id,
        make_date(totals.cycle - 1, 1, 1),
        -- never past the day up to which the total was summed
        least(totals.as_of_date, make_date(totals.cycle, 12, 31)),
        totals.total_usd,
        totals.memo_usd,
        null,
        'published_total',
        'human'
    from totals
    anti join itemized
        on
            totals.from_id = itemized.from_id
            and totals.to_id = itemized.to_id
            and totals.cycle = itemized.cycle
),

summed as (
    select
        from_id,
        to_id,
        amount_basis,
        min(first_date) as first_date,
        max(last_date) as last_date,
        sum(amount_usd) as amount_usd,
        sum(memo_usd) as memo_usd,
        sum(amount_usd) filter (where moved_name is not null and amount_usd > 0) as gained_usd,
        -sum(amount_usd) filter (where moved_name is not null and amount_usd < 0) as lost_usd,
        string_agg(distinct moved_name, ', ' order by moved_name) filter (where amount_usd > 0)
            as gained_from,
        string_agg(distinct moved_name, ', ' order by moved_name) filter (where amount_usd < 0)
            as lost_to,
        count(distinct record_id) as record_count,
        arg_max(
            basis, list_position(['identifier', 'human', 'exact_name', 'similar_name'], basis)
        ) as basis,
        list_sort(array_agg(distinct record_id)) as evidence
    from stated
    group by from_id, to_id, amount_basis
)

select
    md5(concat_ws('|', 'contributed_to', amount_basis, from_id, to_id)) as link_id,
    'contributed_to' as link_type,
    from_id,
    to_id,
    first_date,
    last_date,
    case when amount_usd > 0 then amount_usd::decimal(18, 2) end as amount_usd,
    amount_basis::varchar as amount_basis,
    record_count,
    basis,
    case when basis = 'identifier' then 1.0::double end as score,
    nullif(
        concat_ws(
            '; ',
            case
                when amount_basis = 'published_total' and memo_usd > 0
                    then 'includes memo rows of ' || format('{:,.2f}', memo_usd::double) || ' USD'
                when amount_basis = 'published_total' or coalesce(memo_usd = 0, true) then null
                when amount_usd is null
                    then 'memo only, not counted: ' || format('{:,.2f}', memo_usd::double) || ' USD'
                else
                    'memo rows of ' || format('{:,.2f}', memo_usd::double)
                    || ' USD are not counted'
            end,
            format('{:,.2f}', gained_usd::double) || ' USD of it reattributed from ' || gained_from,
            format('{:,.2f}', lost_usd::double) || ' USD reattributed to ' || lost_to
            || ' and no longer in it',
            case when amount_usd <= 0 then 'nothing of it stays with this giver' end
        ),
        ''
    ) as label,
    evidence
from summed
