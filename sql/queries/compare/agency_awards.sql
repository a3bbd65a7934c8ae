-- title: An agency's awards by what an auditor sorts them by
-- grain: one row
-- note: awards of the agency, as the page Triage counts them
select
    coalesce(sum(award_count), 0)::bigint as award_count,
    coalesce(sum(award_count) filter (where competition_code = 'competed'), 0)::bigint
        as competed_count,
    coalesce(sum(award_count) filter (where is_one_offer), 0)::bigint as one_offer_count,
    coalesce(sum(award_count) filter (where competition_code = 'not_competed'), 0)::bigint
        as not_competed_count,
    coalesce(sum(award_count) filter (where competition_code = 'not_stated'), 0)::bigint
        as not_stated_count,
    coalesce(sum(award_count) filter (where is_terminated), 0)::bigint as terminated_count,
    coalesce(sum(award_count) filter (where is_marked), 0)::bigint as marked_count,
    coalesce(sum(award_count) filter (where reached_bits > 0), 0)::bigint as reached_count
from marts.triage_cell
where agency_id = $agency_id
