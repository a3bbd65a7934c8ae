-- title: The lines that differ most from the publisher's own figure
-- grain: one row per withheld line, as texts, at most $count of them
-- order: abs(difference) desc, reconciliation_id asc
select
    coalesce(found.subject_kind, '') as subject_kind,
    coalesce(found.subject_name, '') as subject_name,
    coalesce(found.cycle::varchar, '') as cycle,
    coalesce(found.line, '') as line,
    coalesce(found.our_value::varchar, '') as our_value,
    coalesce(found.published_value::varchar, '') as published_value,
    coalesce(found.difference::varchar, '') as difference,
    coalesce(round(100 * found.coverage_share, 1) || ' %', '') as coverage,
    coalesce(found.reason, '') as reason
from marts.reconciliation as found
where found.state = 'withheld'
order by abs(found.difference) desc, found.reconciliation_id asc
limit $count
