-- title: Employer as reported by the contributor
-- grain: one row per pair
-- key: link_id
-- note: self-reported text; says nothing about ownership or control; exact names only
with stated as (
    select
        gift.record_id,
        contributor.entity_id as from_id,
        match.organization_id as to_id,
        gift.transaction_date,
        gift.employer
    from entities.contribution as gift
    inner join entities.contributor as contributor
        on gift.is_named_giver and gift.contributor_key = contributor.contributor_key
    inner join entities.employer_match as match on gift.employer = match.employer
    where contributor.is_person
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
    'exact_name' as basis,
    null::double as score,
    'wrote ' || min(employer) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
