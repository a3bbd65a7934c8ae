-- title: One offer on a competed award
-- grain: one row per award that was competed or does not say
-- key: flag_id
-- code: R018
-- when: the award is recorded as competed, or as an order for which its vehicle's holders could
-- compete, and max_offers offers (1) or fewer were received
-- why: a competition with one offer sets no price against another; terms that only one firm can
-- meet, or short notice, may be why
-- innocent: few firms can do the work; others held too little capacity or the price was known;
-- the count is filled in by hand and is often that of the vehicle
-- excludes: awards and orders that were not competed (see not_competed). Not computable: zero
-- offers, no count, 999 (not applicable), or no word or two words on competition. A vehicle is
-- judged once by its own offers and its ceiling is not spending; an order that states no
-- competition of its own is taken to repeat its vehicle's, is flagged as it is and says so
-- params: max_offers=1
-- also: Open Contracting Partnership (Cardinal) R018, single bid received; Opentender
-- INTEGRITY_SINGLE_BID; OLAF, red flags of rigged specification: only one bidder responds;
-- GAO-10-833
-- source: R018 of Open Contracting Partnership, Red Flags in Public Procurement (single bid
-- received); DFARS 215.371 (only one offer) for the Department of Defense
with competed as (
    select
        *,
        getvariable('max_offers')::integer as most_offers,
        case
            when decided_by = 'vehicle'
                then
                    '; the order states none of its own: taken for that of its vehicle '
                    || vehicle_key
            when is_vehicle then '; a vehicle: its orders carry the money'
            else ''
        end as whose
    from measures.award_competition
    where coalesce(is_competed, true)
),

counted as (
    select
        *,
        case
            when is_competed is null then unknown_reason
            when offer_count = 0 then 'zero offers reported'
            when offer_count < 0 then 'fewer than zero offers reported'
            when offer_count is null and offer_note is not null
                then 'the number of offers is recorded as ' || offer_note
            when offer_count is null then 'the number of offers is not stated'
        end as missing
    from competed
),

judged as (
    select
        *,
        case
            when missing is not null then 'not_computable'
            when offer_count <= most_offers then 'flagged'
            else 'not_flagged'
        end as state
    from counted
)

select
    md5(concat_ws('|', 'R018', 'award:' || award_key)) as flag_id,
    'R018'::varchar as code,
    'award:' || award_key as subject_id,
    organization_id,
    null::varchar as object_id,
    agency_id,
    state,
    coalesce(
        missing,
        offer_count || case when offer_count = 1 then ' offer was' else ' offers were' end
        || ' received on an award recorded as ' || competition || ' (flagged at '
        || most_offers || ' or fewer)' || whose
    ) as reason,
    case when missing is null then offer_count::double end as value,
    as_of_date,
    list_sort(record_ids) as evidence
from judged
