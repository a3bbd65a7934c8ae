-- title: What this committee took in
-- grain: one row per cycle
-- order: cycle
-- note: By its own reports, each dollar once. A total stands only where it agrees with the
-- committee's own summary: the number compared is the number shown. What only others report of it
-- stands beside it.
select
    cycle,
    case when state = 'published' then committee_received_usd end as "itemized USD",
    coverage_share as "coverage %",
    coverage_reason as "because",
    summary_usd as "its own summary USD",
    unitemized_usd as "from individuals, in no row loaded USD",
    refunded_usd as "given back, not subtracted USD",
    reported_by_others_usd as "reported by other committees only USD",
    conduit_only_usd as "earmarked, reported by intermediaries only USD",
    not_compared_usd as "its other rows and later days USD",
    memo_usd as "memo rows, in no total USD",
    record_count as "records",
    published_url as "open",
    state as _state
from marts.committee_received
where 'fec:' || committee_id = $committee_id
