-- title: Obligations by fiscal year
-- grain: one row per fiscal year
-- order: "fiscal year" desc nulls last
-- unknown: not loaded
-- note: Actions loaded, and no others; a year without files is short, not small.
-- empty: No obligation of this agency is loaded.
select
    fiscal_year as "fiscal year",
    case
        when
            sum(obligated_usd) <> 0
            or (
                select agency.obligated_usd
                from marts.agency as agency
                where agency.agency_id = $agency_id
            ) is not null
            then sum(obligated_usd)::decimal(18, 2)
    end as "obligated USD",
    sum(deobligated_usd)::decimal(18, 2) as "of it taken back USD",
    sum(later_taken_usd)::decimal(18, 2) as "taken back by a later action USD",
    sum(marked_usd)::decimal(18, 2) as "marked, hard to believe USD",
    sum(action_count)::bigint as "actions",
    count(distinct organization_id) as "contractors",
    max(incomplete_reason) as "incomplete because"
from marts.obligation
where agency_id = $agency_id
group by fiscal_year
