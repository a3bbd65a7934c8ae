-- title: Our figures beside the publishers' own
-- grain: one row per figure
-- order: _state <> 'withheld', abs("published USD") desc nulls last, _reconciliation_id
-- most: 40
select
    subject_name as "of",
    line as "what",
    our_value as "ours USD",
    published_value as "published USD",
    coverage_share as "coverage %",
    reason as "because",
    as_of_date as "as of",
    published_url as "open",
    state as _state,
    reconciliation_id as _reconciliation_id
from marts.reconciliation
