-- title: The organization that a contributor named as employer, gift by gift
-- grain: one row per itemized transaction whose employer is told
-- key: record_id
-- note: self-reported text; the name goes to who bore it on the day of the gift
select
    gift.record_id,
    contributor.entity_id as person_id,
    match.organization_id,
    gift.transaction_date,
    gift.employer,
    match.basis,
    match.probability
from entities.contribution as gift
inner join entities.contributor as contributor
    on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
inner join entities.employer_match as match
    on
        gift.employer = match.employer
        and gift.state_code is not distinct from match.state_code
        -- without a date only where the name never changed hands
        and (
            gift.transaction_date >= match.from_date
            or (match.from_date = date '0001-01-01' and match.until_date is null)
        )
        and (match.until_date is null or gift.transaction_date < match.until_date)
where contributor.is_person and match.organization_id is not null
