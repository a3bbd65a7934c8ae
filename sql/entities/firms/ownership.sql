-- title: Who is recorded as a registration's parent, on the days for which records state it
-- grain: one row per registration, parent and span of days
-- key: organization_id, owner_id, from_date
-- params: disagree_days=365
-- note: between two records that name the same parent it holds, if no other is named in between;
-- before the first record, after the last one and between two that differ no parent is stated.
-- Where records name one parent, another, and within disagree_days the first one again, they
-- disagree: both have a row for these days. The table of large contractors (CSIS) speaks for the
-- year of the purchase where no later record does. Undated statements of a case hold on no day
-- column owner_id: the parent; the registration itself where it is recorded as its own
-- column owner_name: the parent's name of the day; null where no record tells it
-- column from_date: first day of the span
-- column until_date: first day after the span
-- column parent_count: how many parents records name for these days; above 1 they disagree
-- column first_seen_date: first day on which a record states it, this span's or one connected
-- column last_seen_date: last day on which a record states it, this span's or one connected
with named as (
    select
        uei,
        regexp_replace(
            upper(name), '[^A-Z0-9]|\b(INC|CORP|CORPORATION|CO|COMPANY|LLC)[.]?$', '', 'g'
        ) as letters
    from entities.organization
    where uei is not null
),

bought as (
    select
        'uei:' || firm.uei as organization_id,
        'uei:' || min(buyer.uei) as owner_id,
        make_date(table_row.merger_year, 12, 31) as seen_date
    from staging.csis_parent as table_row
    inner join named as firm
        on regexp_replace(upper(table_row.name), '[^A-Z0-9]', '', 'g') = firm.letters
    inner join named as buyer
        on regexp_replace(upper(table_row.owner_name), '[^A-Z0-9]', '', 'g') = buyer.letters
    where table_row.merger_year between 1900 and 2100
    group by firm.uei, table_row.merger_year
    having count(distinct buyer.uei) = 1
),

seen as (
    select
        organization_id,
        owner_id,
        from_date as seen_date,
        record_count
    from entities.parent_statement
    where from_date is not null
    union all
    -- a case states both ends of a time
    select
        organization_id,
        owner_id,
        until_date,
        0
    from entities.parent_statement
    where until_date > from_date
    union all
    select
        bought.organization_id,
        bought.owner_id,
        bought.seen_date,
        1
    from bought
    anti join entities.parent_statement as later
        on
            bought.organization_id = later.organization_id
            and later.from_date is not null
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

held as (
    select
        pieces.organization_id,
        stints.owner_id,
        pieces.from_date,
        pieces.until_date,
        stints.first_date,
        stints.last_date,
        stints.record_count,
        count(*) over (
            partition by pieces.organization_id, pieces.from_date
        ) as parent_count
    from pieces
    inner join stints
        on
            pieces.organization_id = stints.organization_id
            and pieces.from_date >= stints.first_date
            and pieces.from_date <= stints.last_date
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
    from entities.organization_name_day
    union all
    select
        bearer.organization_id,
        true,
        bearer.name,
        bearer.from_date,
        bearer.until_date
    from entities.organization_name_day as bearer
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
    renamed.parent_count,
    renamed.first_date as first_seen_date,
    renamed.last_date as last_seen_date,
    renamed.record_count
from renamed
left join entities.organization as known on renamed.owner_id = known.organization_id
