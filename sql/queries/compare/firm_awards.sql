-- title: A firm's awards by what an auditor sorts them by
-- grain: one row
-- note: awards that it holds, as the page Triage counts them
select
    count(*) as award_count,
    count(*) filter (where competition_code = 'competed') as competed_count,
    count(*) filter (where is_one_offer) as one_offer_count,
    count(*) filter (where competition_code = 'not_competed') as not_competed_count,
    count(*) filter (where competition_code = 'not_stated') as not_stated_count,
    count(*) filter (where is_terminated) as terminated_count,
    count(*) filter (where marks is not null) as marked_count,
    count(*) filter (where reached_bits > 0) as reached_count
from marts.award_triage
where organization_id = $organization_id
