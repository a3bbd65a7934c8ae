-- title: Committees' own totals for a cycle, as the FEC publishes them (webk)
-- grain: one row per committee and cycle, from the newest file that holds it
-- key: record_id
-- note: sums of the reports as filed; itemized rows of a file of another day may not reach them
-- column coverage_end_date: the last day that the totals cover
select
    'fec:webk:' || total.committee_id || ':' || total.cycle as record_id,
    'https://www.fec.gov/data/committee/' || total.committee_id || '/?cycle=' || total.cycle
        as record_url,
    total.committee_id,
    total.cycle,
    total.receipts_usd,
    total.transfers_from_affiliates_usd,
    total.individual_contributions_usd,
    total.committee_contributions_usd,
    total.individual_refunds_usd,
    total.committee_refunds_usd,
    total.disbursements_usd,
    total.transfers_to_affiliates_usd,
    total.given_to_committees_usd,
    total.independent_expenditures_usd,
    total.coverage_end_date,
    total.problems,
    total.file_sha256
from lake.fec_webk as total
left join staging.file_recency as recency on total.file_sha256 = recency.file_sha256
where total.receipts_usd is not null
qualify row_number() over (
    partition by total.committee_id, total.cycle
    order by recency.recency_rank desc nulls last
) = 1
