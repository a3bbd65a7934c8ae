-- title: What agencies obligated to a case's firms
-- grain: one row per firm and agency
-- order: firm_id, usd desc nulls last, agency_id
-- note: the awards' own totals where they state any, else the sum of the actions loaded, else
-- totals of single years that others published; null where none is loaded. A ceiling is no
-- obligation
-- column basis: awards, actions or years; null where nothing is loaded
-- column acronym: the agency's, as a published list has it; null where none does
-- column said: the fiscal year, where the total is of one alone
with firms as (
    select distinct entity_id
    from marts.case_entity
    where case_id = $case
),

awarded as (
    select
        organization_id,
        agency_id,
        agency_name,
        obligated_usd,
        reported_obligated_usd,
        award_count
    from marts.agency_contractor
    where organization_id in (select firms.entity_id from firms) and award_count > 0
),

totals as (
    select
        organization_id,
        agency_id,
        sum(obligated_usd) as obligated_usd,
        min(first_date) as first_date,
        max(last_date) as last_date
    from marts.award_total
    where organization_id in (select firms.entity_id from firms)
    group by organization_id, agency_id
),

joined as (
    select
        coalesce(awarded.organization_id, totals.organization_id) as firm_id,
        coalesce(awarded.agency_id, totals.agency_id) as agency_id,
        coalesce(awarded.agency_name, agency.name) as agency_name,
        nullif(greatest(awarded.reported_obligated_usd, 0), 0) as reported_usd,
        nullif(greatest(awarded.obligated_usd, 0), 0) as acted_usd,
        totals.obligated_usd as total_usd,
        totals.first_date,
        totals.last_date,
        coalesce(awarded.award_count, 0) as award_count
    from awarded
    full join totals
        on
            awarded.organization_id = totals.organization_id
            and awarded.agency_id = totals.agency_id
    left join marts.entity as agency on totals.agency_id = agency.entity_id
)

select
    firm_id,
    agency_id,
    agency_name,
    (
        select min(listed.acronym)
        from marts.search_acronym as listed
        where listed.agency_id = joined.agency_id and not starts_with(listed.source, 'in common')
    ) as acronym,
    case
        when reported_usd >= coalesce(acted_usd, 0) then reported_usd
        else coalesce(acted_usd, total_usd)
    end as usd,
    case
        when reported_usd >= coalesce(acted_usd, 0) then 'awards'
        when acted_usd is not null then 'actions'
        when total_usd is not null then 'years'
    end as basis,
    case
        when
            acted_usd is null
            and reported_usd is null
            and year(first_date + interval 3 month) = year(last_date + interval 3 month)
            then 'fiscal ' || year(last_date + interval 3 month)
    end as said,
    award_count
from joined
