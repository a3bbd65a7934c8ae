-- title: Who is recorded as a registration's parent, on which days
-- grain: one row per registration, parent and span of days
-- key: organization_id, owner_id, from_date
-- params: disagree_days=365
-- note: between two records that name the same parent it holds, if no other is named in between;
-- between two that differ the nearer one is taken, and marked (the earlier where both are as near);
-- before the first record and after the last one no parent is known: nobody is named.
-- Where records name one parent, another, and within disagree_days the first one again, they
-- disagree: both have a row for these days. The table of large contractors (CSIS) speaks for the
-- last day on which the purchase may have been, where no later record names a parent; between two
-- records that differ the day of the purchase divides, and days on which it may have been are
-- nobody's. A record that entities.not_owner bars is not used. Undated statements of a case hold on
-- no day
-- column owner_id: the parent; the registration itself where it is recorded as its own
-- column owner_name: the parent's name of the day, the nearer between two; null where no record
-- tells it
-- column from_date: first day of the span
-- column until_date: first day after the span
-- column is_stated: records of both ends name the parent; else it is the nearer of two that differ
-- column parent_count: how many parents records name for these days; above 1 they disagree
-- column first_seen_date: first day on which a record states it, this span's or one connected
-- column last_seen_date: last day on which a record states it, this span's or one connected
with statements as (
    select statement.*
    from entities.parent_statement as statement
    left join entities.organization_cluster as owner
        on statement.owner_id = owner.organization_id
    left join entities.not_owner as barred
        on
            statement.organization_id = barred.organization_id
            and coalesce(owner.cluster_id, statement.owner_id) = barred.owner_firm_id
    where
        statement.from_date is not null
        and (
            barred.from_date is null
            or statement.statement_from = 'case'
            or statement.from_date >= barred.from_date
        )
),

bought as (
    select
        organization_id,
        min(buyer_id) as owner_id,
        until_date as seen_date
    from entities.purchase
    where is_whole_name
    group by organization_id, until_date
    having count(distinct buyer_id) = 1
),

seen as (
    select
        organization_id,
        owner_id,
        from_date as seen_date,
        record_count
    from statements
    union all
    -- a case states both ends of a time
    select
        organization_id,
        owner_id,
        until_date,
        0
    from statements
    where until_date > from_date
    union all
    select
        bought.organization_id,
        bought.owner_id,
        bought.seen_date,
        1
    from bought
    anti join statements as later
        on
            bought.organization_id = later.organization_id
            and bought.seen_date <= later.from_date
),

daily as (
    select
        organization_id,
        owner_id,
        seen_date,
        sum(record_count) as record_count
    from seen
    group by organization_id, owner_id, seen_date
),

-- parents named before a day, and up to and with it
counted as (
    select
        *,
        count(*) over (
            partition by organization_id order by seen_date
            range between unbounded preceding and interval 1 day preceding
        ) as before_count,
        count(*) over (partition by organization_id order by seen_date) as until_count
    from daily
),

following as (
    select
        *,
        lag(seen_date) over own as previous_date,
        lag(until_count) over own as previous_count
    from counted
    window own as (partition by organization_id, owner_id order by seen_date)
),

numbered as (
    select
        *,
        count(*) filter (
            where
            previous_date is null
            or (
                before_count > previous_count
                and seen_date - previous_date > getvariable('disagree_days')::integer
            )
        ) over (partition by organization_id, owner_id order by seen_date) as stint_number
    from following
),

stints as (
    select
        organization_id,
        owner_id,
        stint_number,
        min(seen_date) as first_date,
        max(seen_date) as last_date,
        sum(record_count)::bigint as record_count
    from numbered
    group by organization_id, owner_id, stint_number
),

edges as (
    select
        organization_id,
        first_date as edge_date
    from stints
    union
    select
        organization_id,
        last_date + 1
    from stints
),

pieces as (
    select
        organization_id,
        edge_date as from_date,
        lead(edge_date) over (partition by organization_id order by edge_date) as until_date
    from edges
),

stated as (
    select
        pieces.organization_id,
        stints.owner_id,
        pieces.from_date,
        pieces.until_date,
        true as is_stated,
        stints.first_date,
        stints.last_date,
        stints.record_count
    from pieces
    inner join stints
        on
            pieces.organization_id = stints.organization_id
            and pieces.from_date >= stints.first_date
            and pieces.from_date <= stints.last_date
),

-- between the last day of one and the first of another
gaps as (
    select
        pieces.organization_id,
        pieces.from_date,
        pieces.until_date,
        pieces.from_date
        + ((pieces.until_date - pieces.from_date + 1) // 2)::integer as middle_date,
        min(purchase.from_date) as bought_from_date,
        max(purchase.until_date) as bought_until_date
    from pieces
    anti join stated
        on
            pieces.organization_id = stated.organization_id
            and pieces.from_date = stated.from_date
    left join stints as former
        on
            pieces.organization_id = former.organization_id
            and pieces.from_date = former.last_date + 1
    left join entities.purchase as purchase
        on
            pieces.organization_id = purchase.organization_id
            and former.first_date < purchase.until_date
            and pieces.until_date >= purchase.from_date
            -- records may go on naming the former owner for a while
            and pieces.from_date <= purchase.until_date + getvariable('disagree_days')::integer
    where pieces.until_date is not null
    group by pieces.organization_id, pieces.from_date, pieces.until_date
),

divided as (
    select
        organization_id,
        from_date,
        until_date,
        greatest(
            from_date, least(until_date, coalesce(bought_from_date, middle_date))
        ) as former_until_date,
        greatest(
            from_date, least(until_date, coalesce(bought_until_date, middle_date))
        ) as later_from_date
    from gaps
),

nearest as (
    select
        divided.organization_id,
        stints.owner_id,
        divided.from_date,
        divided.former_until_date as until_date,
        false as is_stated,
        stints.first_date,
        stints.last_date,
        stints.record_count
    from divided
    inner join stints
        on
            divided.organization_id = stints.organization_id
            and divided.from_date = stints.last_date + 1
    where divided.from_date < divided.former_until_date
    union all
    select
        divided.organization_id,
        stints.owner_id,
        divided.later_from_date,
        divided.until_date,
        false,
        stints.first_date,
        stints.last_date,
        stints.record_count
    from divided
    inner join stints
        on
            divided.organization_id = stints.organization_id
            and divided.until_date = stints.first_date
    where divided.later_from_date < divided.until_date
),

held as (
    select
        *,
        count(*) over (partition by organization_id, from_date) as parent_count
    from (
        select * from stated
        union all
        select * from nearest
    ) as every_span
),

-- a registration that is its own parent goes by the name that its records give the parent
own_named as (
    select
        organization_id,
        owner_name as name,
        min(from_date) as from_date
    from entities.parent_statement
    where owner_id = organization_id and owner_name is not null and from_date is not null
    group by organization_id, owner_name
    qualify row_number() over (
        partition by organization_id, min(from_date)
        order by count(*) desc, owner_name asc
    ) = 1
),

-- of two names that records give it in turn the nearer
turning as (
    select
        organization_id,
        name,
        from_date,
        last_seen_date,
        lag(last_seen_date) over (
            partition by organization_id order by from_date
        ) as former_date
    from entities.organization_name_day
),

begun as (
    select
        organization_id,
        name,
        case
            when former_date < from_date
                then former_date + 1 + ((from_date - former_date) // 2)::integer
            else from_date
        end as from_date
    from turning
),

called as (
    select
        organization_id,
        name,
        from_date,
        lead(from_date) over (partition by organization_id order by from_date) as until_date
    from begun
),

bearers as (
    select
        organization_id as owner_id,
        true as is_own,
        name,
        from_date,
        lead(from_date) over (partition by organization_id order by from_date) as until_date
    from own_named
    union all
    select
        organization_id,
        false,
        name,
        from_date,
        until_date
    from called
    union all
    select
        bearer.organization_id,
        true,
        bearer.name,
        bearer.from_date,
        bearer.until_date
    from called as bearer
    anti join own_named on bearer.organization_id = own_named.organization_id
),

-- a parent that changes its name on the way: one row for each
renamed as (
    select
        held.*,
        bearer.name as owner_name,
        greatest(
            held.from_date,
            case
                when row_number() over names > 1 then bearer.from_date
                else held.from_date
            end
        ) as name_from_date,
        lead(bearer.from_date) over names as name_until_date
    from held
    left join bearers as bearer
        on
            held.owner_id = bearer.owner_id
            and (held.owner_id = held.organization_id) = bearer.is_own
            and held.until_date > bearer.from_date
            and (bearer.until_date is null or held.from_date < bearer.until_date)
    window names as (
        partition by held.organization_id, held.owner_id, held.from_date
        order by bearer.from_date
    )
)

select
    renamed.organization_id,
    renamed.owner_id,
    coalesce(
        renamed.owner_name,
        -- named only on other days
        case
            when known.name not like 'Registration % (name not in the records loaded)'
                then known.name
        end
    ) as owner_name,
    renamed.name_from_date as from_date,
    coalesce(renamed.name_until_date, renamed.until_date) as until_date,
    renamed.is_stated,
    renamed.parent_count,
    renamed.first_date as first_seen_date,
    renamed.last_date as last_seen_date,
    renamed.record_count
from renamed
left join entities.organization as known on renamed.owner_id = known.organization_id
