-- title: Published totals (other people's sums; never added to ours)
-- grain: one row per published total
-- order: "cycle" desc, "total USD" desc nulls last, _record_id
-- note: Other people's sums, beside ours and in none of them. They overlap: never add them.
select
    contributor,
    coalesce(committee, 'all committees') as "to",
    cycle as "cycle",
    total_usd as "total USD",
    memo_usd as "memo USD",
    record_count as "records",
    as_of_date as "as of",
    basis as "summed how",
    is_used as "drawn",
    record_url as "open",
    record_id as _record_id,
    committee_id is not null as _is_part
from marts.published_total
where entity_id = $entity_id or 'fec:' || committee_id = $entity_id
