-- title: Political committees with what they say of themselves
-- grain: one row per FEC committee
-- key: committee_id
-- note: of the newest register that holds the committee, whole: a fact that it leaves blank is not
-- filled from an older one, see marts.committee_cycle; a case's statement where no register has it
-- column type: in words, by the FEC's codes; null for a code that the list lacks
-- column kind: campaign, party, PAC, super PAC or other; null where the type is not known
-- column cycle: of the register that speaks; null for an answer or a case without one
-- column connected_organization: as the committee states it
-- column person_id: the candidate whose campaign it is in that cycle, or is as a case states
with stated as (
    select
        committee_id,
        committee_type_code,
        designation_code,
        party_code,
        connected_organization,
        treasurer_name,
        candidate_id,
        cycle,
        coalesce(cycle, 0) as trust,
        is_filed,
        record_id
    from entities.committee_register
    union all
    select
        committee_id,
        null,
        null,
        null,
        connected_organization,
        null,
        candidate_id,
        null,
        -1,
        false,
        record_id
    from staging.case_committee
),

latest as (
    select *
    from stated
    qualify row_number() over (
        partition by committee_id
        order by trust desc, is_filed desc, candidate_id desc nulls last, record_id desc
    ) = 1
)

select
    'fec:' || latest.committee_id as entity_id,
    latest.committee_id,
    committee.name,
    committee.place,
    latest.cycle,
    latest.committee_type_code,
    type.title as type,
    type.kind,
    latest.designation_code,
    designation.title as designation,
    latest.party_code,
    latest.connected_organization,
    latest.treasurer_name,
    latest.candidate_id,
    own.person_id,
    person.name as person_name
from latest
inner join entities.committee as committee on latest.committee_id = committee.committee_id
left join seeds.committee_type as type on latest.committee_type_code = type.committee_type_code
left join seeds.committee_designation as designation
    on latest.designation_code = designation.designation_code
left join entities."authorization" as own
    on
        latest.committee_id = own.committee_id
        and latest.cycle is not distinct from own.cycle
left join entities.entity as person on own.person_id = person.entity_id
-- a case may state two people
qualify row_number() over (partition by latest.committee_id order by own.person_id asc) = 1
