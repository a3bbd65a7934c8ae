-- title: The organization that a contributor named as employer, gift by gift
-- grain: one row per itemized transaction whose employer is told
-- key: record_id
-- note: self-reported text, as entities.employer_reading reads it; the name goes to who bore it
-- on the day of the gift
select
    named.record_id,
    contributor.entity_id as person_id,
    named.organization_id,
    named.transaction_date,
    named.name || case named.reading_code when 'swapped' then ' (as the occupation)' else '' end
        as employer,
    named.basis,
    named.probability
from entities.named_firm as named
inner join entities.contributor as contributor
    on named.contributor_key = contributor.contributor_key
where named.named_as = 'employer' and contributor.is_person
