-- title: Actions of firms that another firm owned on the day of the action
-- grain: one row per action and firm that stood above its firm that day
-- key: record_id, owner_id
-- params: family_levels=8
-- note: the owner is the one that the action itself names, else the one that records around it
-- state for its day; from there upward, by what records state of the owner's registration that day.
-- Where records disagree nobody is the owner; between two that differ the nearer one is; who cannot
-- have owned it yet (entities.not_owner) is not, even where the action says so. Registrations of
-- one firm do not own each other; sisters own nothing of each other
-- column owner_number: 64 bits of the owner's md5; the table is sorted by it
-- column owner_id: the firm above, at any level
-- column organization_id: the firm of the action
-- column level_number: 1 for the owner itself, 2 for the owner's owner, and so on
-- column is_top: nobody stands above it that day
-- column owner_from: action where the action itself names the owner, else records; nearest where
-- the records around it differ
with acted as (
    select
        action.record_id,
        action.action_date,
        action.fiscal_year,
        action.obligated_usd,
        coalesce('uei:' || filed.recipient_uei, action.organization_id) as registration_id,
        case
            when coalesce(action.action_date >= barred.from_date, true)
                then 'uei:' || filed.parent_uei
        end as stated_owner_id
    from entities.award_action as action
    left join staging.usaspending_prime_transaction as filed
        on action.record_id = filed.record_id
    left join entities.organization_cluster as owner
        on 'uei:' || filed.parent_uei = owner.organization_id
    left join entities.not_owner as barred
        on
            'uei:' || filed.recipient_uei = barred.organization_id
            and coalesce(owner.cluster_id, 'uei:' || filed.parent_uei) = barred.owner_firm_id
    where not action.is_undisclosed
),

spans as (
    select
        ownership.organization_id,
        ownership.owner_id,
        ownership.from_date,
        ownership.until_date,
        ownership.is_stated,
        coalesce(firm.cluster_id, ownership.organization_id) as firm_id,
        coalesce(owner.cluster_id, ownership.owner_id) as owner_firm_id
    from entities.ownership as ownership
    left join entities.organization_cluster as firm
        on ownership.organization_id = firm.organization_id
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    where ownership.parent_count = 1
),

owned as (
    select
        acted.record_id,
        acted.action_date,
        acted.fiscal_year,
        acted.obligated_usd,
        coalesce(firm.cluster_id, acted.registration_id) as organization_id,
        coalesce(acted.stated_owner_id, spans.owner_id) as first_owner_id,
        case
            when acted.stated_owner_id is not null then 'action'
            when spans.is_stated then 'records'
            else 'nearest'
        end as owner_from
    from acted
    left join spans
        on
            acted.stated_owner_id is null
            and acted.registration_id = spans.organization_id
            and acted.action_date >= spans.from_date
            and acted.action_date < spans.until_date
    left join entities.organization_cluster as firm
        on acted.registration_id = firm.organization_id
    where
        coalesce(acted.stated_owner_id, spans.owner_id) is not null
        and coalesce(acted.stated_owner_id, spans.owner_id) <> acted.registration_id
),

-- each owner on each day once
starts as (
    select distinct
        owned.first_owner_id,
        owned.action_date,
        coalesce(firm.cluster_id, owned.first_owner_id) as firm_id
    from owned
    left join entities.organization_cluster as firm
        on owned.first_owner_id = firm.organization_id
),

climbed as (
    with recursive climb as (
        select
            first_owner_id,
            action_date,
            first_owner_id as owner_id,
            firm_id,
            [firm_id] as path
        from starts
        union all
        select
            climb.first_owner_id,
            climb.action_date,
            spans.owner_id,
            spans.owner_firm_id as firm_id,
            list_append(climb.path, spans.owner_firm_id) as path
        from climb
        inner join spans
            on
                climb.owner_id = spans.organization_id
                and climb.action_date >= spans.from_date
                and climb.action_date < spans.until_date
        where
            spans.owner_id <> climb.owner_id
            and not list_contains(climb.path, spans.owner_firm_id)
            and len(climb.path) < getvariable('family_levels')::integer
    )

    select
        first_owner_id,
        action_date,
        arg_max(path, len(path)) as path
    from climb
    group by first_owner_id, action_date
),

-- the firm's own other registrations stand aside; a circle ends where it comes back to the firm
placed as (
    select
        owned.record_id,
        owned.action_date,
        owned.fiscal_year,
        owned.obligated_usd,
        owned.organization_id,
        owned.owner_from,
        case
            when list_extract(climbed.path, 1) = owned.organization_id
                then list_slice(climbed.path, 2, -1)
            when list_contains(climbed.path, owned.organization_id)
                then
                    list_slice(
                        climbed.path, 1, list_position(climbed.path, owned.organization_id) - 1
                    )
            else climbed.path
        end as path
    from owned
    inner join climbed
        on
            owned.first_owner_id = climbed.first_owner_id
            and owned.action_date is not distinct from climbed.action_date
),

levels as (
    select
        *,
        unnest(path) as owner_id,
        generate_subscripts(path, 1) as level_number
    from placed
    where len(path) > 0
)

select
    md5_number_lower(owner_id) as owner_number,
    record_id,
    owner_id,
    organization_id,
    action_date,
    fiscal_year,
    obligated_usd,
    level_number,
    level_number = len(path) as is_top,
    owner_from
from levels
order by owner_number, owner_id, record_id
