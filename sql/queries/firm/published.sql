-- title: Contract totals that others published
-- grain: one row per published total
-- order: "agency", "what", _record_id
-- note: Other people's sums, beside ours and in none of them. They stand only where no action of
-- the award or the year is loaded.
select
    agency.name as "agency",
    total.label as "what",
    total.obligated_usd as "obligated, as published USD",
    total.first_date as "from",
    total.last_date as "to",
    record.title as "published in",
    record.record_url as "open",
    total.record_id as _record_id
from marts.award_total as total
left join marts.entity as agency on total.agency_id = agency.entity_id
left join marts.evidence as record
    on
        md5_number_lower(total.record_id) = record.record_number
        and total.record_id = record.record_id
where
    total.organization_number = md5_number_lower($organization_id)
    and total.organization_id = $organization_id
