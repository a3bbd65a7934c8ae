-- title: Indicators: when each is flagged, why it matters, and what speaks against it
-- grain: one row per indicator
-- key: code
-- note: the header of the indicator's file, and how often it is flagged in the records loaded
-- column other_codes: the same idea in other catalogues; null where none is known to have it
select
    card.code,
    card.name,
    card.title,
    card."when" as raised_when,
    card.why,
    card.innocent,
    card.excludes,
    card.params,
    card.source,
    nullif(card.also, '') as other_codes,
    coalesce(rate.subject_count, 0) as subject_count,
    coalesce(rate.flagged_count, 0) as flagged_count,
    coalesce(rate.not_flagged_count, 0) as not_flagged_count,
    coalesce(rate.not_computable_count, 0) as not_computable_count,
    rate.flagged_share,
    coalesce(rate.rate_words, 'none can be computed') as rate_words,
    coalesce(rate.is_too_common, false) as is_too_common
from seeds.indicator as card
left join marts.flag_rate as rate on card.code = rate.code and rate.scope_id = 'all'
