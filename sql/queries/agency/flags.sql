-- title: Flags
-- grain: one row per indicator
-- order: _code
-- note: A flag is a fact that deserves a second look; its page gives the innocent explanations and
-- how ordinary it is.
select
    rate.title as "indicator",
    rate.flagged_count as "flagged",
    rate.not_flagged_count as "not flagged",
    rate.not_computable_count as "cannot be computed",
    rate.rate_words as "how often",
    whole.rate_words as "at all agencies",
    rate.code as _code
from marts.flag_rate as rate
inner join marts.indicator as whole on rate.code = whole.code
where rate.scope_id = $agency_id
