-- title: Candidates' own totals for a cycle, as the FEC publishes them (weball)
-- grain: one row per candidate and cycle, from the newest file that holds it
-- key: record_id
-- note: all authorized committees of the candidate together, transfers between them left out
-- column coverage_end_date: the last day that the totals cover
select
    'fec:weball:' || total.candidate_id || ':' || total.cycle as record_id,
    'https://www.fec.gov/data/candidate/' || total.candidate_id || '/?cycle=' || total.cycle
        as record_url,
    total.candidate_id,
    total.cycle,
    total.receipts_usd,
    total.transfers_from_authorized_usd,
    total.individual_contributions_usd,
    total.committee_contributions_usd,
    total.party_contributions_usd,
    total.individual_refunds_usd,
    total.committee_refunds_usd,
    total.disbursements_usd,
    total.coverage_end_date,
    total.problems,
    total.file_sha256
from lake.fec_weball as total
left join staging.file_recency as recency on total.file_sha256 = recency.file_sha256
qualify row_number() over (
    partition by total.candidate_id, total.cycle
    order by recency.recency_rank desc nulls last
) = 1
