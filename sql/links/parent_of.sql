-- title: Firm recorded as parent of another
-- grain: one row per pair
-- key: link_id
-- note: first and last day for which a record states it: an action's day, that of the latest
-- action of an award summary, of the latest change to an award's page, and the days of a case;
-- a record of a day on which it cannot have been (entities.not_owner) states nothing
with stated as (
    select
        record_id,
        'uei:' || parent_uei as from_id,
        'uei:' || recipient_uei as to_id,
        action_date as first_date,
        action_date as last_date
    from staging.usaspending_prime_transaction
    where parent_uei <> recipient_uei
    union all
    select
        record_id,
        'uei:' || parent_uei,
        'uei:' || recipient_uei,
        latest_action_date as seen_first_date,
        latest_action_date as seen_last_date
    from staging.usaspending_prime_award_summary
    where parent_uei <> recipient_uei
    union all
    -- an award's page names the parent of today, not of the day of signing
    select
        record_id,
        'uei:' || parent_uei,
        'uei:' || recipient_uei,
        last_modified_date as seen_first_date,
        last_modified_date as seen_last_date
    from entities.api_award
    where parent_uei <> recipient_uei
    union all
    select
        record_id,
        'uei:' || parent_uei,
        'uei:' || uei,
        start_date,
        end_date
    from staging.case_organization
    where parent_uei <> uei
),

-- a registration whose parent is of the same firm tells of no other
joined as (
    select
        stated.record_id,
        coalesce(owner.cluster_id, stated.from_id) as from_id,
        coalesce(owned.cluster_id, stated.to_id) as to_id,
        stated.first_date,
        stated.last_date
    from stated
    left join entities.organization_cluster as owner on stated.from_id = owner.organization_id
    left join entities.organization_cluster as owned on stated.to_id = owned.organization_id
    left join entities.not_owner as barred
        on
            stated.to_id = barred.organization_id
            and coalesce(owner.cluster_id, stated.from_id) = barred.owner_firm_id
    where
        coalesce(stated.first_date >= barred.from_date, true)
        or starts_with(stated.record_id, 'case:')
)

select
    md5(concat_ws('|', 'parent_of', from_id, to_id)) as link_id,
    'parent_of' as link_type,
    from_id,
    to_id,
    min(first_date) as first_date,
    max(last_date) as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    'parent as recorded' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from joined
where from_id <> to_id
group by from_id, to_id
