-- title: Brands, units, acronyms, short and former names that mean a firm, with their days
-- grain: one row per name key and firm
-- key: name_key, cluster_id
-- note: from seeds.firm_alias, where a record knows the firm; of a line's firms the registrations
-- that bear the firm's name now go before those that once bore it; a line of preference 2 counts
-- where none of preference 1 has a firm for the same days; a name that a registration bears now
-- means that firm and none of a line, and what the firm itself is registered as is left out
-- column kind: brand | unit | acronym | former_name | subsidiary | short_form
-- column from_date: first day on which the name surely means the firm; null where it always did
-- column until_date: first day on which it may not; null where it still does
-- column sources: what the lines rest on, and anyone can open
with lines as (
    select
        alias,
        firm_name,
        kind,
        preference::integer as preference,
        source,
        -- of a year or a month that is known no more closely, the days that are sure
        case length(from_date)
            when 4 then (from_date || '-12-31')::date
            when 7 then last_day((from_date || '-01')::date)
            else from_date::date
        end as from_date,
        case length(until_date)
            when 4 then (until_date || '-01-01')::date
            when 7 then (until_date || '-01')::date
            else until_date::date
        end as until_date
    from seeds.firm_alias
),

known as (
    select
        lines.*,
        alias_key.name_key,
        alias_key.compact,
        bearer.cluster_id
    from lines
    inner join entities.name_key as alias_key on lines.alias = alias_key.name
    inner join entities.name_key as firm_key on lines.firm_name = firm_key.name
    inner join entities.recorded_key as bearer on firm_key.name_key = bearer.name_key
    anti join entities.recorded_key as registered
        on
            alias_key.name_key = registered.name_key
            and registered.use_level = 'current'
            and starts_with(registered.cluster_id, 'uei:')
    where alias_key.name_key is not null
    qualify rank() over (
        partition by lines.alias, lines.firm_name, lines.from_date, lines.until_date
        order by
            starts_with(bearer.cluster_id, 'uei:') desc,
            case bearer.use_level when 'current' then 1 when 'former' then 2 else 3 end asc
    ) = 1
),

preferred as (
    select known.*
    from known
    anti join known as better
        on
            known.name_key = better.name_key
            and known.preference > better.preference
            and coalesce(known.from_date < better.until_date, true)
            and coalesce(known.until_date > better.from_date, true)
)

select
    preferred.name_key,
    preferred.cluster_id,
    min(preferred.alias) as alias,
    any_value(preferred.compact) as compact,
    arg_min(preferred.kind, (preferred.preference, preferred.kind)) as kind,
    case when bool_and(preferred.from_date is not null) then min(preferred.from_date) end
        as from_date,
    case when bool_and(preferred.until_date is not null) then max(preferred.until_date) end
        as until_date,
    list_sort(list(distinct preferred.source)) as sources
from preferred
anti join entities.recorded_key as own
    on
        preferred.name_key = own.name_key
        and preferred.cluster_id = own.cluster_id
        and own.use_level <> 'other'
group by preferred.name_key, preferred.cluster_id
