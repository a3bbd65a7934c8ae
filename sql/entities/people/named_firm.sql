-- title: The organization whose name a contribution states, by who bore the name on its day
-- grain: one row per itemized transaction and way of naming, where the organization is told
-- key: record_id, named_as
-- note: the name goes to who bore it on the day of the transaction; what is stated of a firm's
-- names on a day is decided here
-- column named_as: employer, as the contributor reported it; giver, whose name is an organization's
-- or a trust's, or of which it is not decided (entities.name_kind)
-- column name: as written
-- column reading_code: swapped, where the name stands as the occupation; null for as it is written
-- (entities.employer_reading: past, another person's and a supplier's work is none by the firm)
with stated as (
    select
        gift.record_id,
        'employer' as named_as,
        case when reading.employer is null then gift.employer else reading.firm_text end as name,
        gift.state_code,
        gift.transaction_date,
        gift.contributor_key,
        reading.reading_code
    from entities.contribution as gift
    left join entities.employer_reading as reading
        on
            gift.employer = reading.employer
            and coalesce(gift.occupation, '') = reading.occupation
    where
        gift.is_named_giver
        and gift.employer is not null
    union all
    select
        gift.record_id,
        'giver',
        gift.name,
        gift.state_code,
        gift.transaction_date,
        gift.contributor_key,
        null
    from entities.contribution as gift
    inner join entities.name_kind as kind on gift.name = kind.name
    where
        gift.is_named_giver
        and kind.kind_code in ('organization', 'trust', 'undecided')
)

select
    stated.record_id,
    stated.named_as,
    stated.name,
    stated.reading_code,
    stated.contributor_key,
    stated.transaction_date,
    match.organization_id,
    match.basis,
    match.probability
from stated
inner join entities.employer_match as match
    on
        stated.name = match.employer
        and stated.state_code is not distinct from match.state_code
        -- without a date only where the name never changed hands
        and (
            stated.transaction_date >= match.from_date
            or (match.from_date = date '0001-01-01' and match.until_date is null)
        )
        and (match.until_date is null or stated.transaction_date < match.until_date)
where
    match.organization_id is not null
    -- an occupation that is only like a firm's name is an occupation
    and (stated.reading_code is null or match.basis <> 'similar_name')
