-- title: Totals of contributions that others published
-- grain: one row per published total
-- key: record_id
-- column is_used: drawn in the graph, because no itemized row of the three is loaded
with used as (
    select distinct unnest(evidence) as record_id
    from links.contributed_to
    where amount_basis = 'published_total'
)

select
    total.record_id,
    total.case_id,
    coalesce(
        'fec:' || total.contributor_committee_id, 'person:' || md5(total.person)
    ) as entity_id,
    total.contributor,
    total.committee_id,
    total.committee,
    total.cycle,
    total.total_usd,
    total.memo_usd,
    total.record_count,
    total.as_of_date,
    total.basis,
    used.record_id is not null as is_used,
    total.record_url
from staging.case_contribution_total as total
left join used on total.record_id = used.record_id
