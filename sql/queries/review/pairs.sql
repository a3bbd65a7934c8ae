-- title: Doubtful pairs of names, those first whose answer would move the most money
-- grain: one row per pair, of one kind where kind is given
select
    review_id,
    pair_kind,
    left_ref,
    left_text,
    right_ref,
    right_text,
    amount_usd,
    record_count,
    for_reasons,
    against_reasons,
    probability
from marts.review_pair
where $kind is null or pair_kind = $kind
order by amount_usd desc nulls last, record_count desc, review_id asc
