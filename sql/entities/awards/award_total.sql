-- title: Totals of awards and of fiscal years that others published
-- grain: one row per published total that none of our own actions covers
-- key: record_id
with awards as (
    select
        record_id,
        award_key,
        'uei:' || uei as organization_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency)) as agency_id,
        first_action_date as first_date,
        last_action_date as last_date,
        obligated_usd,
        case
            when is_vehicle then 'vehicle: its ceiling is not spending'
            else 'award total'
        end as label
    from staging.case_award
    union all
    select
        record_id,
        award_key,
        'uei:' || uei,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency)),
        null,
        as_of_date,
        obligated_usd,
        'award total'
    from staging.case_award_total
    union all
    select
        record_id,
        award_key,
        case
            when is_undisclosed
                then
                    'undisclosed:' || md5(
                        concat_ws('|', recipient_name, coalesce(sub_agency_code, sub_agency_name))
                    )
            else coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name))
        end,
        coalesce('agency:' || sub_agency_code, 'agency:' || md5(sub_agency_name)),
        base_action_date,
        latest_action_date,
        award_obligated_usd,
        'award total'
    from staging.usaspending_prime_award_summary
    union all
    select
        record_id,
        award_key,
        organization_id,
        agency_id,
        base_action_date,
        last_modified_date,
        award_obligated_usd,
        case
            when starts_with(award_key, 'CONT_IDV_') then 'vehicle: its ceiling is not spending'
            else 'award total'
        end
    from entities.api_award
    where record_id is not null
),

years as (
    select
        total.record_id,
        coalesce(firm.cluster_id, 'uei:' || total.uei) as organization_id,
        coalesce('agency:' || total.agency_code, 'agency:' || md5(total.agency)) as agency_id,
        total.fiscal_year,
        total.obligated_usd
    from staging.case_obligation_total as total
    left join entities.organization_cluster as firm
        on 'uei:' || total.uei = firm.organization_id
),

covered_years as (
    select distinct
        organization_id,
        agency_id,
        year(action_date + interval 3 month) as fiscal_year
    from entities.award_action
)

select
    awards.record_id,
    coalesce(firm.cluster_id, awards.organization_id) as organization_id,
    awards.agency_id,
    awards.first_date,
    awards.last_date,
    awards.obligated_usd,
    awards.label
from awards
left join entities.organization_cluster as firm
    on awards.organization_id = firm.organization_id
anti join entities.award_action as action on awards.award_key = action.award_key
qualify
    row_number() over (
        partition by awards.award_key
        order by awards.last_date desc nulls last, awards.record_id asc
    ) = 1
union all
select
    years.record_id,
    years.organization_id,
    years.agency_id,
    make_date(years.fiscal_year - 1, 10, 1),
    make_date(years.fiscal_year, 9, 30),
    years.obligated_usd,
    'fiscal year ' || years.fiscal_year || ' total'
from years
anti join covered_years
    on
        years.organization_id = covered_years.organization_id
        and years.agency_id = covered_years.agency_id
        and years.fiscal_year = covered_years.fiscal_year
