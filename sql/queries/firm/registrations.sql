-- title: Its registrations
-- grain: one row per registration (UEI)
-- order: "obligated USD" desc nulls last, "UEI"
-- most: 100
-- unknown: not loaded
-- note: A firm is what these registrations together are; each line says by which rule it is of the
-- firm. Sums are of the actions whose record states the UEI, and add up to the firm's.
-- empty: no record states a UEI of it.
select
    uei as "UEI",
    name as "registered as",
    concat_ws(', ', city_name, state_code) as "place",
    award_count as "awards",
    action_count as "actions",
    obligated_usd as "obligated USD",
    reported_obligated_usd as "reported by its awards USD",
    first_action_date as "first",
    last_action_date as "last",
    case
        when basis_code is null then 'the only one'
        else basis_code || coalesce(' as ' || joined_uei, '')
    end as "of the firm by",
    rule as "the rule",
    registration_id as _registration_id,
    firm_id as _organization_id
from marts.registration
where firm_number = md5_number_lower($organization_id) and firm_id = $organization_id
