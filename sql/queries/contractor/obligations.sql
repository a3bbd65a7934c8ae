-- title: Obligations by agency and fiscal year
-- grain: one row per agency and fiscal year
-- order: "fiscal year" desc nulls last, "agency", _agency_id
-- unknown: not loaded
-- note: Actions loaded; ceilings are not spending.
with summed as (
    select
        organization_id,
        agency_id,
        agency_name,
        fiscal_year,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        case
            when sum(obligated_usd) is not null
                then coalesce(sum(obligated_usd) filter (where obligated_usd < 0), 0)
        end::decimal(18, 2) as deobligated_usd,
        count(*) as action_count,
        count(distinct award_key) as award_count
    from marts.award_action
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
    group by organization_id, agency_id, agency_name, fiscal_year
)

select
    summed.fiscal_year as "fiscal year",
    summed.agency_name as "agency",
    case
        when
            summed.obligated_usd <> 0
            or (
                select contractor.obligated_usd
                from marts.contractor as contractor
                where contractor.organization_id = $organization_id
            ) is not null
            then summed.obligated_usd
    end as "obligated USD",
    summed.deobligated_usd as "of it taken back USD",
    coalesce(known.marks, 'none') as "marked: hard to believe",
    known.later_taken_usd as "taken back by a later action USD",
    known.marked_usd as "marked USD",
    summed.action_count as "actions",
    summed.award_count as "awards",
    known.incomplete_reason as "incomplete because",
    known.obligation_id as _obligation_id,
    summed.agency_id as _agency_id
from summed
left join marts.obligation as known
    on
        summed.organization_id = known.organization_id
        and summed.agency_id is not distinct from known.agency_id
        and summed.fiscal_year is not distinct from known.fiscal_year
