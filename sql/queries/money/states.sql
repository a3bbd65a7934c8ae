-- title: How many figures are in each state, by what they are of
-- grain: one row per kind and state
with counted as (
    select
        subject_kind as kind,
        state,
        count(*) as line_count
    from marts.reconciliation
    group by subject_kind, state
)

select
    counted.kind,
    counted.state,
    counted.line_count,
    coalesce(meaning.title, counted.state) as title
from counted
left join seeds.coverage_state as meaning on counted.state = meaning.coverage_state
order by counted.kind, counted.state
