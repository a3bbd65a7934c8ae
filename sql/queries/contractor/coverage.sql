-- title: Do the sums agree with the awards' own totals?
-- grain: one row per state of coverage
-- order: _state
select
    any_value(meaning.title) as "which means",
    count(*) as "awards",
    award.coverage_state as _state
from marts.award as award
left join seeds.coverage_state as meaning on award.coverage_state = meaning.coverage_state
where award.organization_id = $organization_id
group by award.coverage_state
