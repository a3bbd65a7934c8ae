-- title: Who cannot have owned a registration before a day
-- grain: one row per registration and firm
-- key: organization_id, owner_firm_id
-- params: disagree_days=365
-- note: before the purchase of a registration's firm (entities.purchase) neither its buyer nor the
-- parent that records name right after it and disagree_days later still: a record of an earlier day
-- that names it was written over later. The parent is left out that bears the firm's own name or
-- none, and where the table tells neither the buyer nor the day
-- column owner_firm_id: the firm of the parent
-- column from_date: the first day on which it may have owned it
with firms as (
    select
        organization_id,
        cluster_id
    from entities.organization_cluster
),

named_by as (
    select
        statement.*,
        coalesce(firm.cluster_id, statement.organization_id) as firm_id,
        coalesce(owner.cluster_id, statement.owner_id) as owner_firm_id
    from entities.parent_statement as statement
    left join firms as firm on statement.organization_id = firm.organization_id
    left join firms as owner on statement.owner_id = owner.organization_id
    where statement.from_date is not null
),

-- the first owner that a record names after a purchase, and those that are named much later
after_purchase as (
    select
        purchase.organization_id,
        purchase.from_date,
        purchase.firm_words,
        arg_min(
            later.owner_firm_id, (later.from_date, -later.record_count, later.owner_firm_id)
        ) as owner_firm_id,
        list(distinct later.owner_firm_id) filter (
            where later.from_date >= purchase.until_date + getvariable('disagree_days')::integer
        ) as lasting_ids
    from entities.purchase as purchase
    inner join named_by as later
        on
            purchase.organization_id = later.organization_id
            and purchase.until_date < later.from_date
    where
        later.owner_firm_id <> later.firm_id
        and (purchase.buyer_name is not null or purchase.from_date = purchase.until_date)
    group by purchase.organization_id, purchase.from_date, purchase.firm_words
),

-- no record of a day before a purchase can name these
not_before as (
    select
        organization_id,
        buyer_id as owner_firm_id,
        from_date
    from entities.purchase
    where buyer_id is not null
    union
    select
        after_purchase.organization_id,
        after_purchase.owner_firm_id,
        after_purchase.from_date
    from after_purchase
    inner join entities.organization as known
        on after_purchase.owner_firm_id = known.organization_id
    where
        list_contains(after_purchase.lasting_ids, after_purchase.owner_firm_id)
        and known.name not like 'Registration % (name not in the records loaded)'
        and not starts_with(
            regexp_replace(upper(known.name), '[^A-Z0-9]+', '', 'g'),
            replace(after_purchase.firm_words, ' ', '')
        )
)

select
    organization_id,
    owner_firm_id,
    max(from_date) as from_date
from not_before
group by organization_id, owner_firm_id
