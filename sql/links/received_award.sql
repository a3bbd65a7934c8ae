-- title: Recipient received awards from agency
-- grain: one row per pair, basis of the amount and label
-- key: link_id
-- params: gate_share=0.97 defense_delay_days=90
-- note: obligations summed by action; published totals stand apart and are never added to them
-- a sum that does not cover what the pair's awards report of themselves is labelled as no total
with stated as (
    select
        record_id,
        organization_id as from_id,
        agency_id as to_id,
        action_date as first_date,
        action_date as last_date,
        obligated_usd,
        'itemized' as amount_basis,
        'sum of actions' as stated_label
    from entities.award_action
    union all
    select
        record_id,
        organization_id,
        agency_id,
        first_date,
        last_date,
        obligated_usd,
        'published_total',
        label
    from entities.award_total
),

loaded as (
    select
        award_key,
        sum(obligated_usd) as obligated_usd
    from entities.award_action
    group by award_key
),

-- whole awards are compared: one that passed to another recipient or office is in several pairs
pair_award as (
    select distinct
        organization_id,
        agency_id,
        award_key
    from entities.award_action
),

reported as (
    select
        pair_award.organization_id,
        pair_award.agency_id,
        sum(loaded.obligated_usd) as loaded_usd,
        sum(award.reported_obligated_usd) as reported_usd
    from pair_award
    inner join entities.award as award on pair_award.award_key = award.award_key
    inner join loaded on pair_award.award_key = loaded.award_key
    where award.reported_obligated_usd is not null and loaded.obligated_usd is not null
    group by pair_award.organization_id, pair_award.agency_id
),

coverage as (
    select
        *,
        case
            when reported_usd <> 0 then loaded_usd::double / reported_usd::double
            when loaded_usd = 0 then 1.0
        end as coverage_share
    from reported
),

late as (
    select
        organization_id,
        agency_id,
        bool_or(
            is_defense and action_date >= file_date - getvariable('defense_delay_days')::integer
        ) as is_late
    from entities.award_action
    group by organization_id, agency_id
),

labelled as (
    select
        late.organization_id,
        late.agency_id,
        concat_ws(
            '; ',
            case
                when coverage.coverage_share is null and coverage.reported_usd = 0
                    then 'sum of the actions loaded: these awards report 0; not a total'
                when coverage.coverage_share < 0
                    then
                        'sum of the actions loaded: less than 0 % of what these awards report; '
                        || 'not a total'
                when
                    coverage.coverage_share not between getvariable('gate_share')::double
                    and 1 / getvariable('gate_share')::double
                    then
                        'sum of the actions loaded: '
                        || regexp_replace(
                            round(100 * coverage.coverage_share, 1)::varchar, '\.0$', ''
                        )
                        || ' % of what these awards report; not a total'
                else 'sum of actions'
            end,
            case when late.is_late then 'latest 90 days of defense actions incomplete' end
        ) as label
    from late
    left join coverage
        on
            late.organization_id = coverage.organization_id
            and late.agency_id = coverage.agency_id
),

paired as (
    select
        from_id,
        to_id,
        amount_basis,
        stated_label,
        min(first_date) as first_date,
        max(last_date) as last_date,
        sum(obligated_usd)::decimal(18, 2) as amount_usd,
        count(distinct record_id) as record_count,
        list_sort(array_agg(distinct record_id)) as evidence
    from stated
    group by from_id, to_id, amount_basis, stated_label
)

-- the id hashes the stated words, so that it stays when the coverage changes
select
    md5(
        concat_ws(
            '|',
            'received_award',
            paired.amount_basis,
            paired.stated_label,
            paired.from_id,
            paired.to_id
        )
    ) as link_id,
    'received_award' as link_type,
    paired.from_id,
    paired.to_id,
    paired.first_date,
    paired.last_date,
    paired.amount_usd,
    paired.amount_basis::varchar as amount_basis,
    paired.record_count,
    'identifier' as basis,
    1.0::double as score,
    case paired.amount_basis when 'itemized' then labelled.label else paired.stated_label end
        as label,
    paired.evidence
from paired
left join labelled
    on paired.from_id = labelled.organization_id and paired.to_id = labelled.agency_id
