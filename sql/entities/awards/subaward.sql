-- title: Sub-awards under federal contracts, from the files and the API, each once
-- grain: one row per sub-award
-- key: record_id
-- note: reported by the prime contractor; a lower-trust layer that is never added to prime awards
-- column organization_id: the prime contractor's firm
-- column subcontractor_id: the subcontractor's firm; null where the report names none
-- column report_id: the report that holds the line; null for the API's
-- column prime_obligated_usd: obligated on the prime award, as the line states; null for the API's
with stated as (
    select
        record_id,
        prime_award_key as award_key,
        case
            when is_prime_undisclosed
                then
                    'undisclosed:' || md5(
                        concat_ws('|', prime_name, coalesce(sub_agency_code, sub_agency_name))
                    )
            else coalesce('uei:' || prime_uei, 'organization:' || md5(prime_name))
        end as organization_id,
        case
            when is_undisclosed
                then
                    'undisclosed:' || md5(
                        concat_ws('|', recipient_name, coalesce(sub_agency_code, sub_agency_name))
                    )
            else coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name))
        end as subcontractor_id,
        subaward_number,
        report_id,
        action_date,
        amount_usd,
        prime_obligated_usd,
        file_sha256
    from staging.usaspending_subaward
    union all
    select
        fetched.record_id,
        fetched.prime_award_key,
        award.organization_id,
        case
            when fetched.is_undisclosed
                then
                    'undisclosed:' || md5(
                        concat_ws(
                            '|',
                            fetched.recipient_name,
                            coalesce(award.sub_agency_code, award.sub_agency_name)
                        )
                    )
            else 'organization:' || md5(fetched.recipient_name)
        end,
        fetched.subaward_number,
        null,
        fetched.action_date,
        fetched.amount_usd,
        null,
        fetched.file_sha256
    from staging.usaspending_api_subaward as fetched
    inner join entities.api_award as award on fetched.prime_award_key = award.award_key
    -- the bulk row comes first; amounts are corrected and names differ, so neither is compared
    anti join staging.usaspending_subaward as bulk
        on
            fetched.prime_award_key = bulk.prime_award_key
            and fetched.subaward_number is not distinct from bulk.subaward_number
            and fetched.action_date is not distinct from bulk.action_date
)

select
    stated.record_id,
    stated.award_key,
    coalesce(firm.cluster_id, stated.organization_id) as organization_id,
    coalesce(sub.cluster_id, stated.subcontractor_id) as subcontractor_id,
    stated.subaward_number,
    stated.report_id,
    stated.action_date,
    stated.amount_usd,
    stated.prime_obligated_usd,
    stated.file_sha256
from stated
left join entities.organization_cluster as firm
    on stated.organization_id = firm.organization_id
left join entities.organization_cluster as sub
    on stated.subcontractor_id = sub.organization_id
