-- title: What the FEC's registers say of each committee, cycle by cycle
-- grain: one row per committee and cycle
-- key: record_id
-- note: the bulk register of the cycle; the API's statement where the bulk file has none of that
-- committee and cycle. A fact holds for the cycle whose register says it, and for no other
-- column cycle: null where the API names none
-- column is_filed: from the bulk register, not the API
-- column published_date: of the register's file
with stated as (
    select
        committee_id,
        cycle,
        committee_name,
        committee_type_code,
        designation_code,
        party_code,
        organization_type_code,
        connected_organization_name,
        treasurer_name,
        candidate_id,
        city_name,
        state_code,
        record_id,
        record_url,
        file_sha256,
        1 as trust
    from staging.fec_cm
    union all
    select
        committee_id,
        cycle,
        committee_name,
        committee_type_code,
        designation_code,
        party_code,
        organization_type_code,
        connected_organization_name,
        treasurer_name,
        candidate_id,
        null,
        state_code,
        record_id,
        record_url,
        file_sha256,
        0
    from staging.fec_api_committee
),

dated as (
    select
        file_sha256,
        max(published_date) as published_date
    from staging.source_file
    group by file_sha256
)

select
    stated.committee_id,
    stated.cycle,
    stated.committee_name as name,
    stated.committee_type_code,
    stated.designation_code,
    stated.party_code,
    stated.organization_type_code,
    case
        when
            upper(trim(stated.connected_organization_name, ' .'))
            not in ('NONE', 'N/A', 'NA', 'N.A', 'NOT APPLICABLE')
            then stated.connected_organization_name
    end as connected_organization,
    stated.treasurer_name,
    stated.candidate_id,
    stated.city_name,
    stated.state_code,
    stated.record_id,
    stated.record_url,
    stated.trust = 1 as is_filed,
    dated.published_date
from stated
left join dated on stated.file_sha256 = dated.file_sha256
qualify row_number() over (
    partition by stated.committee_id, stated.cycle
    order by stated.trust desc, stated.record_id asc
) = 1
