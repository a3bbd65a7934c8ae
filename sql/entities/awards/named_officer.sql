-- title: Best-paid officers of recipients, as an award's page or the published files name them
-- grain: one row per award and name
-- key: record_id
-- note: where both name somebody on an award, the page stands
with stated as (
    select
        officer.record_id,
        officer.record_url,
        officer.award_key,
        award.piid,
        award.organization_id,
        award.recipient_name as organization_name,
        officer.officer_name,
        officer.compensation_usd,
        officer.file_sha256
    from staging.usaspending_api_officer as officer
    inner join entities.api_award as award on officer.award_key = award.award_key
    union all
    select
        filed.record_id,
        filed.record_url,
        filed.award_key,
        filed.piid,
        'uei:' || filed.recipient_uei as organization_id,
        filed.recipient_name,
        filed.officer_name,
        filed.compensation_usd,
        filed.file_sha256
    from staging.usaspending_prime_officer as filed
    anti join staging.usaspending_api_officer as officer
        on
            filed.award_key = officer.award_key
            and upper(filed.officer_name) = upper(officer.officer_name)
)

select
    stated.record_id,
    stated.record_url,
    stated.award_key,
    stated.piid,
    coalesce(firm.cluster_id, stated.organization_id) as organization_id,
    stated.organization_name,
    stated.officer_name,
    stated.compensation_usd,
    stated.file_sha256
from stated
left join entities.organization_cluster as firm
    on stated.organization_id = firm.organization_id
