-- title: Employer as reported by the contributor
-- grain: one row per pair
-- key: link_id
-- note: self-reported text; says nothing about ownership or control
-- column score: the lowest probability among the names as written
select
    md5(concat_ws('|', 'reported_employer', person_id, organization_id)) as link_id,
    'reported_employer' as link_type,
    person_id as from_id,
    organization_id as to_id,
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
from entities.stated_employer
group by person_id, organization_id
