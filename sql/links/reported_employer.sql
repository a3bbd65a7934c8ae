-- title: Employer as reported by the contributor
-- grain: one row per pair
-- key: link_id
-- note: self-reported text; says nothing about ownership or control
-- column score: the lowest probability among the names as written
with stated as (
    select
        gift.record_id,
        contributor.entity_id as from_id,
        match.organization_id as to_id,
        gift.transaction_date,
        gift.employer,
        match.basis,
        match.probability
    from entities.contribution as gift
    inner join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    inner join entities.employer_match as match
        on
            md5_number(concat_ws('|', gift.employer, coalesce(gift.state_code, '')))
            = match.mention_id
            -- without a date only where the name never changed hands
            and (
                gift.transaction_date >= match.from_date
                or (match.from_date = date '0001-01-01' and match.until_date is null)
            )
            and (match.until_date is null or gift.transaction_date < match.until_date)
    where contributor.is_person and match.organization_id is not null
)

select
    md5(concat_ws('|', 'reported_employer', from_id, to_id)) as link_id,
    'reported_employer' as link_type,
    from_id,
    to_id,
    min(transaction_date) as first_date,
    max(transaction_date) as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    -- the weakest of them
    max(basis) as basis,
    min(probability) as score,
    'wrote ' || arg_min(employer, (-probability, employer)) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
