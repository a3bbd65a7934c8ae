-- title: Political committees with what they say of themselves
-- grain: one row per FEC committee
-- key: committee_id
-- note: of the latest register that holds the committee
-- column type: in words, by the FEC's codes; null for a code that the list lacks
-- column connected_organization: as the committee states it
-- column person_id: the candidate it belongs to
with stated as (
    select
        committee_id,
        committee_type_code,
        designation_code,
        party_code,
        connected_organization_name,
        candidate_id,
        coalesce(cycle, 0) as cycle,
        1 as is_filed,
        record_id
    from staging.fec_cm
    union all
    select
        committee_id,
        committee_type_code,
        designation_code,
        party_code,
        connected_organization_name,
        candidate_id,
        coalesce(cycle, 0),
        0,
        record_id
    from staging.fec_api_committee
    union all
    select
        committee_id,
        null,
        null,
        null,
        connected_organization,
        candidate_id,
        -1,
        0,
        record_id
    from staging.case_committee
),

latest as (
    select
        committee_id,
        arg_max(committee_type_code, (cycle, is_filed, record_id)) as committee_type_code,
        arg_max(designation_code, (cycle, is_filed, record_id)) as designation_code,
        arg_max(party_code, (cycle, is_filed, record_id)) as party_code,
        arg_max(connected_organization_name, (cycle, is_filed, record_id))
            as connected_organization,
        arg_max(candidate_id, (cycle, is_filed, record_id)) as candidate_id
    from stated
    group by committee_id
)

select
    'fec:' || latest.committee_id as entity_id,
    latest.committee_id,
    committee.name,
    committee.place,
    latest.committee_type_code,
    type.title as type,
    latest.designation_code,
    designation.title as designation,
    latest.party_code,
    latest.connected_organization,
    latest.candidate_id,
    candidate.person_id,
    person.name as person_name
from latest
inner join entities.committee as committee on latest.committee_id = committee.committee_id
left join seeds.committee_type as type on latest.committee_type_code = type.committee_type_code
left join seeds.committee_designation as designation
    on latest.designation_code = designation.designation_code
left join entities.candidate as candidate on latest.candidate_id = candidate.candidate_id
left join entities.entity as person on candidate.person_id = person.entity_id
