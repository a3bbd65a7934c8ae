-- title: What this committee took in
-- grain: one row per cycle
-- order: cycle
-- note: A total stands only where the rows loaded agree with the committee's own summary; each
-- dollar stands in it once.
select
    cycle,
    case when state = 'published' then committee_received_usd end as "itemized USD",
    coverage_share as "coverage %",
    coverage_reason as "because",
    summary_usd as "its own summary USD",
    unitemized_usd as "from individuals, in no row loaded USD",
    memo_usd as "memo rows, in no total USD",
    record_count as "records",
    published_url as "open",
    state as _state
from marts.committee_received
where 'fec:' || committee_id = $committee_id
