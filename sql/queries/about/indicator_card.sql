-- title: What each indicator is, and how often it is flagged
-- grain: one row per indicator
select
    code,
    title,
    raised_when,
    why,
    innocent,
    excludes,
    source,
    other_codes,
    flagged_count,
    not_flagged_count,
    not_computable_count,
    flagged_share,
    rate_words,
    is_too_common
from marts.indicator
order by code
