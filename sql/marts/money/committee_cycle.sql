-- title: What the register of each cycle says of a committee
-- grain: one row per committee and cycle
-- key: committee_id, cycle
-- note: entities.committee_register in words, with the person whose campaign it was in that cycle
-- column entity_id: the committee
-- column type: in words, by the FEC's codes; null for a code that the list lacks
-- column connected_organization: as the register of that cycle states it
-- column person_id: whose campaign it was, see entities.authorization
-- column record_id: the register's line
select
    'fec:' || register.committee_id as entity_id,
    register.committee_id,
    register.cycle,
    register.name,
    register.committee_type_code,
    type.title as type,
    register.designation_code,
    designation.title as designation,
    register.party_code,
    register.organization_type_code,
    register.connected_organization,
    register.treasurer_name,
    register.candidate_id,
    own.person_id,
    person.name as person_name,
    register.record_id
from entities.committee_register as register
left join seeds.committee_type as type on register.committee_type_code = type.committee_type_code
left join seeds.committee_designation as designation
    on register.designation_code = designation.designation_code
left join entities."authorization" as own
    on register.committee_id = own.committee_id and register.cycle = own.cycle
left join entities.entity as person on own.person_id = person.entity_id
where register.cycle is not null
