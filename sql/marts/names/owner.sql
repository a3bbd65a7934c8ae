-- title: Who records name as a firm's owner, and for which days
-- grain: one row per registration, owner and connected days for which records state it
-- key: owner_span_id
-- note: no statement reaches past the days of its records; between records that differ the one
-- nearest to the day is taken, before the first and after the last nobody is known
-- column owner_span_id: a hash of the registration, the owner and the first day
-- column organization_id: the firm
-- column registration_id: its registration of which the records speak
-- column owner_id: the firm of the owner; the firm itself where it is recorded as its own
-- column owner_registration_id: the registration that the records name
-- column owner_name: its names of these days, in their order; null where no record tells one
-- column first_stated_date: the first day for which a record states it
-- column last_stated_date: the last one
-- column held_from_date: the first day for which it is taken as the owner
-- column held_until_date: the last one
-- column disputed_by: whom other records of the same days name; null where they agree
with named as (
    select
        organization_id,
        owner_id,
        first_seen_date,
        last_seen_date,
        record_count,
        string_agg(owner_name, ', then ' order by first_date) as owner_name,
        min(first_date) as held_from_date,
        max(last_date) as held_until_date
    from (
        select
            organization_id,
            owner_id,
            first_seen_date,
            last_seen_date,
            record_count,
            owner_name,
            min(from_date) as first_date,
            max(until_date) - 1 as last_date
        from entities.ownership
        group by all
    ) as spelled
    group by organization_id, owner_id, first_seen_date, last_seen_date, record_count
),

disputed as (
    select
        ours.organization_id,
        ours.owner_id,
        ours.first_seen_date,
        string_agg(
            distinct coalesce(theirs.owner_name, replace(theirs.owner_id, 'uei:', 'UEI ')), ', '
            order by coalesce(theirs.owner_name, replace(theirs.owner_id, 'uei:', 'UEI '))
        ) as disputed_by
    from entities.ownership as ours
    inner join entities.ownership as theirs
        on
            ours.organization_id = theirs.organization_id
            and ours.owner_id <> theirs.owner_id
            and ours.from_date < theirs.until_date
            and ours.until_date > theirs.from_date
    where ours.parent_count > 1 and theirs.parent_count > 1
    group by ours.organization_id, ours.owner_id, ours.first_seen_date
)

select
    md5(concat_ws('|', named.organization_id, named.owner_id, named.first_seen_date))
        as owner_span_id,
    coalesce(firm.cluster_id, named.organization_id) as organization_id,
    named.organization_id as registration_id,
    coalesce(owner.cluster_id, named.owner_id) as owner_id,
    named.owner_id as owner_registration_id,
    named.owner_name,
    named.first_seen_date as first_stated_date,
    named.last_seen_date as last_stated_date,
    named.held_from_date,
    named.held_until_date,
    disputed.disputed_by,
    named.record_count
from named
left join disputed
    on
        named.organization_id = disputed.organization_id
        and named.owner_id = disputed.owner_id
        and named.first_seen_date = disputed.first_seen_date
left join entities.organization_cluster as firm on named.organization_id = firm.organization_id
left join entities.organization_cluster as owner on named.owner_id = owner.organization_id
