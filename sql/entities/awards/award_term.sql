-- title: The terms on which each award was made and stands
-- grain: one row per award with a published action, award summary or award page
-- key: award_key
-- note: a code is the latest that is stated, in the order of modifications; an award says nothing
-- of what its vehicle states. Days of the end and of the solicitation are those of
-- entities.award_end
-- column award_date: the day of the first action (modification 0), else as an award record says;
-- null where neither is loaded
-- column base_value_usd: base and exercised options at the first action, else base and all options
-- column product_or_service_code: of the first action; what the contract is for
-- column undefinitized_code: of the first action: A letter contract, B other undefinitized action,
-- X neither
-- column definitized_date: of the first action after it that definitizes it: type H, or words that
-- say so of the contract and not of a line, a price, a change or a date
-- column definitized_record_id: that action
-- column later_neither_date: where none does, the first later action that is coded X: it is no
-- letter contract itself, which does not say that the award was definitized
-- column performance_start_date: as stated first: later records restate when an option begins
-- column performance_end_date: see entities.award_end
-- column record_ids: the first action, the record that the latest terms are from, and those that
-- state the end
with acted as (
    select
        action.*,
        coalesce(turn.office_code = 0, false) as is_first,
        (
            coalesce(action.action_date, date '0001-01-01'),
            coalesce(turn.office_code, 2),
            coalesce(turn.number, -1),
            coalesce(action.last_modified_at, timestamp '0001-01-01'),
            action.record_id
        ) as place
    from staging.usaspending_prime_transaction as action
    left join entities.modification_order as turn
        on action.modification_number = turn.modification_number
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

later as (
    select
        acted.award_key,
        acted.action_date,
        acted.record_id,
        acted.place,
        acted.undefinitized_code,
        acted.action_type_code,
        upper(acted.description) as words
    from acted
    inner join first_action on acted.award_key = first_action.award_key
    where first_action.undefinitized_code in ('A', 'B') and not acted.is_first
),

definitized as (
    select
        award_key,
        min(action_date) as definitized_date,
        arg_min(record_id, place) as definitized_record_id
    from later
    where
        action_type_code = 'H'
        or (
            regexp_matches(words, '(^|[^N])DEFINITIZ')
            -- of a part, of a change, of a price
            and not regexp_matches(
                words,
                'DEFINITIZ[A-Z]*,? (OF |FOR )?(THE |A |AN |ALL )?(CLIN|SLIN|CONTRACT (LINE|CEIL)'
                || '|P?0[0-9]|P[A-Z]?[0-9]|MOD[A-Z]* #?[A-Z]?[0-9]|ECP|ENGINEERING CH|PRIC|RANGE'
                || '|OPTION|OY|CHANGE|CR |COST|[A-Z ]*PROPOSAL|DO [0-9]'
                || '|TASK ORDER [A-Z0-9-]*[0-9]|SPARES|TERMINATION)'
            )
            and not regexp_matches(words, '(PARTIAL|PORTION|LINE ITEM).*DEFINITIZ')
            and not regexp_matches(words, 'DEFINITIZ.*PORTION')
            -- of a day, or not yet, or no longer
            and not regexp_matches(
                words, 'DEFINITIZ[A-Z]* ?(CLAUSE|DATE|SCHEDULE|MILESTONE|PLAN|PERIOD)'
            )
            and not regexp_matches(
                words,
                '(TO BE|NOT( YET)?|PRIOR TO|BEFORE|PENDING|UNTIL|AWAITING|TARGET|EXTEND|WAS|WERE'
                || '|RESULT OF|BASED ON)( THE| FULL| FINAL)* DEFINITIZ'
            )
        )
    group by award_key
),

neither as (
    select
        award_key,
        min(action_date) as later_neither_date
    from later
    where undefinitized_code = 'X'
    group by award_key
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
        performance_start_date
    from acted
    union all
    select
        award_key,
        record_id,
        (
            coalesce(latest_action_date, date '0001-01-01'),
            9,
            0,
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
        performance_start_date
    from staging.usaspending_prime_award_summary
    union all
    select
        page.award_key,
        page.record_id,
        (
            coalesce(page.last_modified_at::date, page.base_action_date, date '0001-01-01'),
            9,
            1,
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
        page.start_date
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
        arg_min(performance_start_date, (place, trust)) as performance_start_date
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
    definitized.definitized_record_id,
    case when definitized.award_key is null then neither.later_neither_date end
        as later_neither_date,
    ending.solicitation_date,
    ending.first_solicitation_date,
    ending.last_solicitation_date,
    ending.solicitation_note,
    latest.performance_start_date,
    ending.performance_end_date,
    ending.end_record_id,
    ending.end_basis,
    ending.end_statement,
    ending.other_end_date,
    ending.other_end_record_id,
    ending.end_note,
    -- list_distinct leaves nulls out
    list_sort(
        list_distinct(
            [
                first_action.first_record_id,
                latest.record_id,
                ending.end_record_id,
                ending.other_end_record_id
            ]
        )
    ) as record_ids
from latest
inner join entities.award as award on latest.award_key = award.award_key
left join first_action on latest.award_key = first_action.award_key
left join definitized on latest.award_key = definitized.award_key
left join neither on latest.award_key = neither.award_key
left join entities.award_end as ending on latest.award_key = ending.award_key
