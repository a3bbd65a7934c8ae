-- title: Figures of this kind and state
-- grain: one row per figure
-- order: abs(difference) desc nulls last, _id, cycle, line
-- note: Like with like: the filer's own rows beside the filer's own summary, and the actions loaded
-- beside the award's own total.
select
    subject_name as "subject",
    subject_id as "id",
    cycle,
    line,
    our_value as "ours",
    published_value as "published",
    difference,
    unit,
    coverage_share as "coverage %",
    reason,
    record_count as "records",
    as_of_date as "to",
    published_url as "open",
    subject_kind as _kind,
    subject_id as _id
from marts.reconciliation
where subject_kind = $kind and state = $state
