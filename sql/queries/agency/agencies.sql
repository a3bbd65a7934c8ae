-- title: Agencies in the records loaded
-- grain: one row per agency
-- order: "obligated USD" desc nulls last, "reported by its awards USD" desc nulls last, _agency_id
-- unknown: not loaded
-- note: Obligated: sums of the actions loaded; what the awards report of themselves stands beside,
-- in no sum with it. Shares are of the awards loaded, which may be a selection.
-- empty: no contracts are loaded. Fetch and load some, then build again.
select
    name as "agency",
    obligated_usd as "obligated USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    unmarked_usd as "without marked USD",
    reported_obligated_usd as "reported by its awards USD",
    award_count as "awards",
    acted_award_count as "of them with actions loaded",
    contractor_count as "contractors",
    not_competed_count / nullif(competed_count + not_competed_count, 0) as "not competed %",
    one_offer_count / nullif(offers_known_count, 0) as "one offer, of those competed %",
    top_contractor_share as "largest contractor %",
    first_action_date as "first",
    last_action_date as "last",
    incomplete_reason as "incomplete because",
    agency_id as _agency_id
from marts.agency
