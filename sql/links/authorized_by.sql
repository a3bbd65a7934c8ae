-- title: Committee authorized by a candidate
-- grain: one row per pair
-- key: link_id
-- note: from the committee registers, the linkage file or a case
with stated as (
    select
        register.record_id,
        'fec:' || register.committee_id as from_id,
        candidate.person_id as to_id
    from staging.fec_cm as register
    inner join entities.candidate as candidate on register.candidate_id = candidate.candidate_id
    where register.designation_code in ('A', 'P')
    union all
    select
        fetched.record_id,
        'fec:' || fetched.committee_id,
        candidate.person_id
    from staging.fec_api_committee as fetched
    inner join entities.candidate as candidate on fetched.candidate_id = candidate.candidate_id
    inner join entities.committee as committee on fetched.committee_id = committee.committee_id
    where fetched.designation_code in ('A', 'P')
    union all
    select
        linkage.record_id,
        'fec:' || linkage.committee_id,
        candidate.person_id
    from staging.fec_ccl as linkage
    inner join entities.candidate as candidate on linkage.candidate_id = candidate.candidate_id
    inner join entities.committee as committee on linkage.committee_id = committee.committee_id
    where linkage.designation_code in ('A', 'P')
    union all
    select
        stated_committee.record_id,
        'fec:' || stated_committee.committee_id,
        candidate.person_id
    from staging.case_committee as stated_committee
    inner join entities.candidate as candidate
        on stated_committee.candidate_id = candidate.candidate_id
)

select
    md5(concat_ws('|', 'authorized_by', from_id, to_id)) as link_id,
    'authorized_by' as link_type,
    from_id,
    to_id,
    null::date as first_date,
    null::date as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    'authorized committee' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
