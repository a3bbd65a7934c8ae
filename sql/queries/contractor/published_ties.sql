-- title: Totals that others have published of people with a stated tie
-- grain: one row per published total
-- order: contributor, cycle, "to", _record_id
-- note: Beside the sums by role, and in none of them: other people's sums. They overlap: never add
-- them.
select
    total.contributor,
    string_agg(distinct type.title, ', ' order by type.title)
        as "is tied as",
    coalesce(total.committee, 'all committees') as "to",
    total.cycle,
    total.total_usd as "total USD",
    total.memo_usd as "of it memo rows USD",
    total.basis as "summed how",
    total.record_url as "open",
    total.entity_id as _entity_id,
    total.record_id as _record_id
from marts.neighbour as tie
inner join marts.link_type as type on tie.link_type = type.link_type
inner join marts.published_total as total on tie.other_id = total.entity_id
where
    tie.entity_number = md5_number_lower($organization_id)
    and tie.entity_id = $organization_id
    and type.is_stated_tie
group by
    total.record_id, total.contributor, total.committee, total.cycle, total.total_usd,
    total.memo_usd, total.basis, total.record_url, total.entity_id
