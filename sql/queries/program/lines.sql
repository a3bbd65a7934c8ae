-- title: Vehicles and orders that are listed
-- grain: one row per line and award
-- order: _place, _award_key
-- unknown: not loaded
-- note: A ceiling is a limit on orders: it is not spending, is added to nothing, and several
-- holders may share one. Dollars are what the award reports of itself, else the sum of the actions
-- loaded; orders carry their own.
-- empty: no vehicle or order is listed.
with line as (
    select
        unnest($line_numbers::integer[]) as line_number,
        unnest($names::varchar[]) as name,
        unnest($holders::varchar[]) as holder,
        unnest($ceilings::decimal(18, 2)[]) as ceiling_usd,
        unnest($notes::varchar[]) as note,
        unnest($sources::varchar[]) as source,
        unnest($urls::varchar[]) as url
),

resolved as (
    select
        unnest($found_lines::integer[]) as line_number,
        unnest($found_keys::varchar[]) as award_key
),

ordered as (
    select
        award.vehicle_key,
        count(*) as order_count,
        sum(triage.dollars_usd)::decimal(18, 2) as dollars_usd
    from marts.award as award
    inner join marts.award_triage as triage on award.award_key = triage.award_key
    where award.vehicle_key in (select resolved.award_key from resolved)
    group by award.vehicle_key
)

select
    coalesce(award.piid, nullif(line.name, '')) as "vehicle or order",
    coalesce(award.recipient_name, nullif(line.holder, '')) as "holder",
    award.agency_name as "agency",
    coalesce(award.ceiling_usd, line.ceiling_usd) as "ceiling, not spending USD",
    case
        when award.ceiling_usd is not null then 'by its record'
        when line.ceiling_usd is not null then 'as the list states'
    end as "ceiling known",
    triage.dollars_usd as "obligated on itself USD",
    case when award.is_vehicle then coalesce(ordered.order_count, 0) end as "orders loaded",
    ordered.dollars_usd as "obligated on these orders USD",
    triage.competition as "competition",
    award.first_action_date as "first action",
    award.last_action_date as "last action",
    case
        when award.award_key is null then 'not loaded'
        when award.is_vehicle then 'vehicle'
        else 'order or contract'
    end as "record",
    nullif(concat_ws('. ', nullif(line.note, ''), nullif(line.source, '')), '') as "what is listed",
    nullif(line.url, '') as "open",
    line.line_number as _place,
    award.award_key as _award_key,
    award.organization_id as _organization_id
from line
left join resolved on line.line_number = resolved.line_number
left join marts.award as award on resolved.award_key = award.award_key
left join marts.award_triage as triage on award.award_key = triage.award_key
left join ordered on award.award_key = ordered.vehicle_key
