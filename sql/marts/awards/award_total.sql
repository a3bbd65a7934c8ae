-- title: Contract totals that others published
-- grain: one row per published total that none of our own actions covers
-- key: record_id
-- note: other people's sums, beside ours and in none of them
-- column organization_number: 64 bits of the firm's md5; the table is sorted by it
-- column label: what it is a total of
select
    md5_number_lower(organization_id) as organization_number,
    record_id,
    organization_id,
    agency_id,
    first_date,
    last_date,
    obligated_usd,
    label
from entities.award_total
order by organization_number, organization_id, record_id
