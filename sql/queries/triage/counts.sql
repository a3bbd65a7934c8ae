-- title: How many awards each choice would leave, the others staying as they are
-- grain: one row per facet and option
-- order: facet, option
-- given: judged
-- note: option left is the facet left out
with near as (
    select
        *,
        miss_count = 0 or missed = 'agency' as on_agency,
        miss_count = 0 or missed = 'firm' as on_firm,
        miss_count = 0 or missed = 'signed' as on_signed,
        miss_count = 0 or missed = 'competition' as on_competition,
        miss_count = 0 or missed = 'over' as on_over,
        miss_count = 0 or missed = 'kind' as on_kind,
        miss_count = 0 or missed = 'terminated' as on_terminated,
        miss_count = 0 or missed = 'marked' as on_marked,
        miss_count = 0 or missed = 'flag' as on_flag,
        miss_count = 0 or missed = 'gave' as on_gave,
        miss_count = 0 or missed = 'reached' as on_reached
    from judged
    where miss_count <= 1
),

counted as (
    select
        sum(award_count) filter (where on_agency) as agency_left,
        sum(award_count) filter (where on_firm) as firm_left,
        sum(award_count) filter (where on_signed) as signed_left,
        sum(award_count) filter (where on_competition) as competition_left,
        sum(award_count) filter (where on_over) as over_left,
        sum(award_count) filter (where on_kind) as kind_left,
        sum(award_count) filter (where on_terminated) as terminated_left,
        sum(award_count) filter (where on_marked) as marked_left,
        sum(award_count) filter (where on_flag) as flag_left,
        sum(award_count) filter (where on_gave) as gave_left,
        sum(award_count) filter (where on_reached) as reached_left,
        sum(award_count) filter (where on_competition and competition_code = 'competed')
            as competition_competed,
        sum(award_count) filter (where on_competition and competition_code = 'not_competed')
            as competition_not_competed,
        sum(award_count) filter (where on_competition and competition_code = 'not_stated')
            as competition_not_stated,
        sum(award_count) filter (where on_competition and is_one_offer) as competition_one_offer,
        sum(award_count) filter (where on_over and dollars_over_usd >= 100000) as over_100k,
        sum(award_count) filter (where on_over and dollars_over_usd >= 1000000) as over_1m,
        sum(award_count) filter (where on_over and dollars_over_usd >= 10000000) as over_10m,
        sum(award_count) filter (where on_over and dollars_over_usd >= 100000000) as over_100m,
        sum(award_count) filter (where on_over and dollars_over_usd >= 1000000000) as over_1bn,
        sum(award_count) filter (where on_kind and is_vehicle) as kind_vehicle,
        sum(award_count) filter (where on_kind and not is_vehicle) as kind_award,
        sum(award_count) filter (where on_terminated and is_terminated) as terminated_yes,
        sum(award_count) filter (where on_marked and is_marked) as marked_yes,
        sum(award_count) filter (where on_gave and gave_bits > 0) as gave_any,
        sum(award_count) filter (where on_gave and gave_bits & 1 > 0) as gave_fund,
        sum(award_count) filter (where on_gave and gave_bits & 2 > 0) as gave_employer,
        sum(award_count) filter (where on_gave and gave_bits & 4 > 0) as gave_officer,
        sum(award_count) filter (where on_gave and gave_bits & 8 > 0) as gave_founder,
        sum(award_count) filter (where on_gave and gave_bits & 16 > 0) as gave_entity,
        sum(award_count) filter (where on_reached and reached_bits > 0) as reached_any,
        sum(award_count) filter (where on_reached and reached_bits & 1 > 0) as reached_fund,
        sum(award_count) filter (where on_reached and reached_bits & 2 > 0) as reached_employer,
        sum(award_count) filter (where on_reached and reached_bits & 4 > 0) as reached_officer,
        sum(award_count) filter (where on_reached and reached_bits & 8 > 0) as reached_founder,
        sum(award_count) filter (where on_reached and reached_bits & 16 > 0) as reached_entity
    from near
)

select
    unnest([
        'agency', 'firm', 'signed', 'competition', 'over', 'kind', 'terminated', 'marked', 'flag',
        'gave', 'reached', 'competition', 'competition', 'competition', 'competition', 'over',
        'over', 'over', 'over', 'over', 'kind', 'kind', 'terminated', 'marked', 'gave', 'gave',
        'gave', 'gave', 'gave', 'gave', 'reached', 'reached', 'reached', 'reached', 'reached',
        'reached'
    ]) as facet,
    unnest([
        'left', 'left', 'left', 'left', 'left', 'left', 'left', 'left', 'left', 'left', 'left',
        'competed', 'not_competed', 'not_stated', 'one_offer', '100k', '1m', '10m', '100m', '1bn',
        'vehicle', 'award', 'yes', 'yes', 'any', 'fund', 'employer', 'officer', 'founder', 'entity',
        'any', 'fund', 'employer', 'officer', 'founder', 'entity'
    ]) as option,
    coalesce(
        unnest([
            agency_left, firm_left, signed_left, competition_left, over_left, kind_left,
            terminated_left, marked_left, flag_left, gave_left, reached_left, competition_competed,
            competition_not_competed, competition_not_stated, competition_one_offer, over_100k,
            over_1m, over_10m, over_100m, over_1bn, kind_vehicle, kind_award, terminated_yes,
            marked_yes, gave_any, gave_fund, gave_employer, gave_officer, gave_founder, gave_entity,
            reached_any, reached_fund, reached_employer, reached_officer, reached_founder,
            reached_entity
        ]),
        0
    )::bigint as award_count
from counted
