-- title: What belongs to a case and is drawn with it
-- grain: one row per case and entity
-- key: case_id, entity_id
with named as (
    select
        case_id,
        entity_id
    from entities.case_holder
    union
    select
        case_id,
        'fec:' || committee_id
    from staging.case_committee
    union
    select
        case_id,
        'fec:' || committee_id
    from staging.case_contribution
    where committee_id is not null
    union
    select
        case_id,
        'fec:' || committee_id
    from staging.case_contribution_total
    where committee_id is not null
    union
    select
        seat.case_id,
        coalesce('bioguide:' || seat.bioguide_id, 'fec:' || seat.candidate_id)
    from staging.case_seat as seat
    union
    select
        case_id,
        case body_kind when 'chamber' then 'seat:' else 'congress:' end || body_code
    from staging.case_seat
    union
    select
        committee.case_id,
        candidate.person_id
    from staging.case_committee as committee
    inner join entities.candidate as candidate on committee.candidate_id = candidate.candidate_id
    union
    select
        case_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency))
    from staging.case_award
    union
    select
        case_id,
        coalesce('agency:' || agency_code, 'agency:' || md5(agency))
    from staging.case_obligation_total
    union
    select
        body.case_id,
        coalesce(firm.cluster_id, 'uei:' || body.parent_uei)
    from staging.case_organization as body
    left join entities.organization_cluster as firm
        on 'uei:' || body.parent_uei = firm.organization_id
    where body.parent_uei is not null
)

select
    named.case_id,
    named.entity_id
from named
semi join entities.entity as entity on named.entity_id = entity.entity_id
