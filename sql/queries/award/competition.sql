-- title: How its awards were competed
-- grain: one row per way of competition, ground and what the code means
-- given: term
-- order: "awards" desc, "competition", "ground", "coded as"
-- note: By award, as the contracting office coded it; many awards are lawfully made without
-- competition or draw one offer.
select
    coalesce(competition, 'not stated') as "competition",
    case
        when ground is not null then ground
        when is_competed then 'none: it was competed'
        else 'not stated'
    end as "ground",
    case
        when is_competed then 'competed'
        when not is_competed then 'not competed'
        else 'not stated'
    end as "coded as",
    count(*) as "awards",
    count(*) filter (where offer_count = 1) as "with one offer",
    count(*) filter (where offer_count is null) as "offers not stated"
from term
group by
    coalesce(competition, 'not stated'),
    case
        when ground is not null then ground
        when is_competed then 'none: it was competed'
        else 'not stated'
    end,
    case
        when is_competed then 'competed'
        when not is_competed then 'not competed'
        else 'not stated'
    end
