-- title: Indicators that a choice of flags offers
-- grain: one row per indicator that is flagged
-- order: code
select
    code,
    title,
    flagged_count
from marts.indicator
where flagged_count > 0
