-- title: Federal contract awards, with what each award reports of itself
-- grain: one row per award key known from any source
-- key: award_key
-- note: reported, ceiling, current and outlayed amounts repeat on an award's every record: each is
-- taken from the latest record that has it, is null where none has, and is never added
-- column organization_id: the firm that received the latest action loaded; else as an award record
-- says
-- column registration_id: the recipient as that record states it
-- column is_vehicle: an indefinite-delivery vehicle (IDV); its orders are awards of their own
-- column vehicle_key: the award that this one was placed under; its money is never added to it
-- column first_action_date: from any source; an action of that day need not be loaded
-- column last_action_date: from any source; an action of that day need not be loaded
-- column reported_obligated_usd: the award's own total, by its latest record that states one
-- column reported_as_of_date: the day of that record's action, or of its latest change
-- column ceiling_usd: base and all options; not spending
-- column current_value_usd: base and exercised options; not spending
-- column outlayed_usd: paid out so far, as reported; part of what was obligated, not added to it
-- column performance_end_date: see entities.award_end
-- column offer_count: offers received; null where unknown or 999
-- column offer_note: 'not applicable' where the latest record says 999
with placed as (
    select
        *,
        (coalesce(as_of_date, date '0001-01-01'), trust, coalesce(record_id, '')) as place,
        (coalesce(reported_as_of_date, date '0001-01-01'), trust, coalesce(record_id, ''))
            as reported_place
    from entities.award_statement
),

latest as (
    select
        award_key,
        arg_max(organization_id, (trust, place)) as organization_id,
        arg_max(registration_id, (trust, place)) as registration_id,
        arg_max(agency_id, (trust, place)) as agency_id,
        arg_max(piid, (trust, place)) as piid,
        bool_or(is_vehicle) as is_vehicle,
        arg_max(vehicle_key, (trust, place)) as vehicle_key,
        min(first_action_date) as first_action_date,
        max(last_action_date) as last_action_date,
        arg_max(reported_usd, reported_place) as reported_obligated_usd,
        arg_max(reported_as_of_date, reported_place) filter (where reported_usd is not null)
            as reported_as_of_date,
        arg_max(record_id, reported_place) filter (where reported_usd is not null)
            as reported_record_id,
        arg_max(record_url, reported_place) filter (where reported_usd is not null)
            as reported_record_url,
        arg_max(ceiling_usd, place) as ceiling_usd,
        arg_max(current_value_usd, place) as current_value_usd,
        arg_max(outlayed_usd, place) as outlayed_usd,
        arg_max(offers_received, place) as offers_received,
        bool_or(is_undisclosed) as is_undisclosed,
        bool_or(is_defense) as is_defense
    from placed
    group by award_key
),

listed as (
    select
        award_key,
        min(vehicle_key) as vehicle_key
    from staging.usaspending_api_order
    group by award_key
)

select
    latest.award_key,
    latest.organization_id,
    latest.registration_id,
    latest.agency_id,
    latest.piid,
    starts_with(latest.award_key, 'CONT_IDV_') or coalesce(latest.is_vehicle, false)
        as is_vehicle,
    coalesce(
        latest.vehicle_key,
        listed.vehicle_key,
        -- CONT_AWD_<piid>_<agency>_<parent piid>_<parent agency>
        case
            when
                latest.award_key not like '%-NONE-%'
                and regexp_matches(latest.award_key, '^CONT_AWD_[^_]+_[^_]+_[^_]+_[^_]+$')
                then 'CONT_IDV_' || regexp_extract(latest.award_key, '[^_]+_[^_]+$')
        end
    ) as vehicle_key,
    latest.first_action_date,
    latest.last_action_date,
    latest.reported_obligated_usd,
    latest.reported_as_of_date,
    latest.reported_record_id,
    latest.reported_record_url,
    latest.ceiling_usd,
    latest.current_value_usd,
    latest.outlayed_usd,
    case when latest.offers_received <> 999 then latest.offers_received end as offer_count,
    case when latest.offers_received = 999 then 'not applicable' end as offer_note,
    ending.performance_end_date,
    coalesce(latest.is_undisclosed, false) as is_undisclosed,
    coalesce(latest.is_defense, false)
    or coalesce(
        regexp_matches(latest.agency_id, '^agency:(097|97[0-9A-Z]{2}|1700|2100|5700)$'), false
    )
    or regexp_matches(
        latest.award_key, '^CONT_(AWD|IDV)_[^_]+_(97[0-9A-Z]{2}|1700|2100|5700)(_|$)'
    ) as is_defense
from latest
left join listed on latest.award_key = listed.award_key
left join entities.award_end as ending on latest.award_key = ending.award_key
