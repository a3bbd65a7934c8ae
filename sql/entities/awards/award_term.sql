-- title: The terms on which each award was made and stands
-- grain: one row per award with a published action, award summary or award page
-- key: award_key
-- note: a code is the latest that is stated; an award says nothing of what its vehicle states
-- column award_date: the day of the first action (modification 0), else as an award record says;
-- null where neither is loaded
-- column base_value_usd: base and exercised options at the first action, else base and all options
-- column product_or_service_code: of the first action; what the contract is for
-- column undefinitized_code: of the first action: A letter contract, B other undefinitized action,
-- X neither
-- column definitized_date: the first action after it that says X
-- column solicitation_date: when offers were asked for
-- column performance_end_date: the latest end that is stated, of performance or of ordering
-- column record_ids: the first action and the record that the latest terms are from
with acted as (
    select
        *,
        coalesce(regexp_full_match(modification_number, '0+'), false) as is_first,
        (
            coalesce(action_date, date '0001-01-01'),
            coalesce(last_modified_at, timestamp '0001-01-01'),
            record_id
        ) as place
    from staging.usaspending_prime_transaction
),

first_action as (
    select
        award_key,
        arg_min(record_id, place) as first_record_id,
        min(action_date) as award_date,
        arg_min(coalesce(exercised_value_usd, ceiling_change_usd), place) as base_value_usd,
        arg_min(ceiling_change_usd, place) as base_ceiling_usd,
        arg_min(undefinitized_code, place) as undefinitized_code,
        arg_min(product_or_service_code, place) as product_or_service_code
    from acted
    where is_first
    group by award_key
),

definitized as (
    select
        acted.award_key,
        min(acted.action_date) as definitized_date
    from acted
    inner join first_action on acted.award_key = first_action.award_key
    where
        first_action.undefinitized_code in ('A', 'B')
        and acted.undefinitized_code = 'X'
        and not acted.is_first
    group by acted.award_key
),

stated as (
    select
        award_key,
        record_id,
        place,
        2 as trust,
        null::date as award_date,
        award_type_code,
        extent_competed_code,
        not_competed_code,
        fair_opportunity_code,
        offer_count,
        set_aside_code,
        business_size_code,
        product_or_service_code,
        naics_code,
        solicitation_date,
        performance_start_date,
        performance_end_date
    from acted
    union all
    select
        award_key,
        record_id,
        (
            coalesce(latest_action_date, date '0001-01-01'),
            coalesce(last_modified_at, timestamp '0001-01-01'),
            record_id
        ),
        1,
        base_action_date,
        award_type_code,
        extent_competed_code,
        not_competed_code,
        fair_opportunity_code,
        offer_count,
        set_aside_code,
        business_size_code,
        product_or_service_code,
        naics_code,
        solicitation_date,
        performance_start_date,
        performance_end_date
    from staging.usaspending_prime_award_summary
    union all
    select
        page.award_key,
        page.record_id,
        (
            coalesce(page.base_action_date, date '0001-01-01'),
            coalesce(page.last_modified_at, timestamp '0001-01-01'),
            page.record_id
        ),
        0,
        page.base_action_date,
        page.award_type_code,
        competition.extent_competed_code,
        null,
        null,
        page.offer_count,
        null,
        null,
        page.product_or_service_code,
        page.naics_code,
        null,
        page.start_date,
        page.end_date
    from staging.usaspending_api_award_detail as page
    -- a code or its title, by the publisher's version
    left join seeds.extent_competed as competition
        on upper(page.extent_competed) in (competition.extent_competed_code, competition.title)
),

latest as (
    select
        award_key,
        arg_max(record_id, (place, trust)) as record_id,
        min(award_date) as award_date,
        arg_max(award_type_code, (place, trust)) as award_type_code,
        arg_max(extent_competed_code, (place, trust)) as extent_competed_code,
        arg_max(not_competed_code, (place, trust)) as not_competed_code,
        arg_max(fair_opportunity_code, (place, trust)) as fair_opportunity_code,
        arg_max(offer_count, (place, trust)) as offer_count,
        arg_max(set_aside_code, (place, trust)) as set_aside_code,
        arg_max(business_size_code, (place, trust)) as business_size_code,
        arg_max(product_or_service_code, (place, trust)) as product_or_service_code,
        arg_max(naics_code, (place, trust)) as naics_code,
        min(solicitation_date) as solicitation_date,
        min(performance_start_date) as performance_start_date,
        max(performance_end_date) as performance_end_date
    from stated
    group by award_key
)

select
    latest.award_key,
    award.organization_id,
    award.registration_id,
    award.agency_id,
    award.piid,
    award.is_vehicle,
    award.vehicle_key,
    coalesce(first_action.award_date, latest.award_date) as award_date,
    first_action.first_record_id,
    first_action.base_value_usd,
    first_action.base_ceiling_usd,
    latest.award_type_code,
    latest.extent_competed_code,
    latest.not_competed_code,
    latest.fair_opportunity_code,
    latest.offer_count,
    latest.set_aside_code,
    latest.business_size_code,
    coalesce(first_action.product_or_service_code, latest.product_or_service_code)
        as product_or_service_code,
    latest.naics_code,
    first_action.undefinitized_code,
    definitized.definitized_date,
    latest.solicitation_date,
    latest.performance_start_date,
    latest.performance_end_date,
    -- list_distinct leaves nulls out
    list_sort(list_distinct([first_action.first_record_id, latest.record_id])) as record_ids
from latest
inner join entities.award as award on latest.award_key = award.award_key
left join first_action on latest.award_key = first_action.award_key
left join definitized on latest.award_key = definitized.award_key
