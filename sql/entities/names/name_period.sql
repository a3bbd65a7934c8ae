-- title: Names that mean several firms one after the other, or a firm for some days
-- grain: one row per name key and firm
-- key: name_key, cluster_id
-- note: registered names only where the days of the records do not overlap, the names of
-- entities.firm_alias by the days that stand there; the record's date then tells which is meant
-- column from_date: first day on which the name means this firm
-- column until_date: first day on which it means the next, or none; null for the last
with following as (
    select
        name_key,
        cluster_id,
        first_seen_date,
        last_seen_date,
        lead(first_seen_date) over bearers as next_date,
        row_number() over bearers as bearer_number,
        count(*) over (partition by name_key) as bearer_count
    from entities.organization_key
    where use_level not in ('alias', 'other') and trust >= 2
    window bearers as (partition by name_key order by first_seen_date, cluster_id)
),

disjoint as (
    select name_key
    from following
    where bearer_count > 1
    group by name_key
    having
        bool_and(
            first_seen_date is not null
            and (next_date is null or coalesce(last_seen_date < next_date, false))
        )
),

dated_alias as (
    select alias.name_key
    from entities.firm_alias as alias
    anti join disjoint on alias.name_key = disjoint.name_key
    group by alias.name_key
    having bool_or(alias.from_date is not null or alias.until_date is not null)
)

select
    following.name_key,
    following.cluster_id,
    case when following.bearer_number = 1 then date '0001-01-01' else following.first_seen_date end
        as from_date,
    following.next_date as until_date
from following
semi join disjoint on following.name_key = disjoint.name_key
union all
select
    alias.name_key,
    alias.cluster_id,
    coalesce(alias.from_date, date '0001-01-01'),
    alias.until_date
from entities.firm_alias as alias
semi join dated_alias on alias.name_key = dated_alias.name_key
