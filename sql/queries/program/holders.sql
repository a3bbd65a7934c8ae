-- title: Holders, with political money of their side by role
-- grain: one row per firm
-- order: "obligated on vehicles and contracts USD" desc nulls last, "holder", _organization_id
-- unknown: none loaded
-- note: Ceilings are limits, not spending, and are added to nothing: the largest of one vehicle
-- stands here. Gifts are their givers' own, of all their days; roles are never added up. Overseers
-- reached are members who received them while they sat on a committee that oversees an agency of
-- these awards. Most large firms have such gifts; nothing here says that a gift and an award have
-- to do with each other.
-- empty: no award that is listed is loaded, so that no holder is known.
with listed as (
    select distinct unnest($found_keys::varchar[]) as award_key
),

named as (
    select
        award.award_key,
        award.organization_id,
        award.agency_id,
        award.recipient_name,
        award.is_vehicle,
        award.ceiling_usd,
        award.vehicle_key in (select listed.award_key from listed) is true
        and award.award_key not in (select listed.award_key from listed) as is_under
    from marts.award as award
    where
        award.award_key in (select listed.award_key from listed)
        or award.vehicle_key in (select listed.award_key from listed)
),

reached as (
    select
        named.organization_id,
        count(distinct way.member_id) as member_count
    from (
        select distinct
            organization_id,
            agency_id
        from named
    ) as named
    inner join marts.loop_way as way
        on
            md5_number_lower(named.organization_id) = way.organization_number
            and named.organization_id = way.organization_id
            and named.agency_id = way.agency_id
    group by named.organization_id
),

held as (
    select
        named.organization_id,
        any_value(named.recipient_name) as recipient_name,
        count(*) filter (where not named.is_under) as listed_count,
        count(*) filter (where named.is_under) as order_count,
        max(named.ceiling_usd) filter (where named.is_vehicle) as largest_ceiling_usd,
        sum(triage.dollars_usd) filter (where not named.is_under) as listed_usd,
        sum(triage.dollars_usd) filter (where named.is_under) as order_usd
    from named
    inner join marts.award_triage as triage on named.award_key = triage.award_key
    where named.organization_id is not null
    group by named.organization_id
)

select
    held.recipient_name as "holder",
    held.listed_count as "listed awards",
    held.largest_ceiling_usd as "largest ceiling of one vehicle, not spending USD",
    held.listed_usd::decimal(18, 2) as "obligated on vehicles and contracts USD",
    nullif(held.order_count, 0) as "orders under them",
    held.order_usd::decimal(18, 2) as "obligated on these orders USD",
    firm.fund_usd as "its fund gave USD",
    firm.employer_usd as "people who named it gave USD",
    firm.officer_usd as "its officers gave USD",
    firm.founder_usd as "founders, owners, investors gave USD",
    firm.entity_usd as "in its own name USD",
    reached.member_count as "overseers reached",
    held.organization_id as _organization_id
from held
left join marts.firm as firm on held.organization_id = firm.firm_id
left join reached on held.organization_id = reached.organization_id
