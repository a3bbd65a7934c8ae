-- title: Committee or person spent independently for a candidate
-- grain: one row per spender and person
-- key: link_id
-- note: independent expenditures that count, as entities.independent_expenditure reasons it; what
-- it does not count (repeats, memo rows, amounts held out) is in no link
-- a candidate named without an FEC id, or whose id is in no register that is loaded, has no link
select
    md5(
        concat_ws('|', 'supported', 'fec:' || expenditure.spender_id, candidate.person_id)
    ) as link_id,
    'supported' as link_type,
    'fec:' || expenditure.spender_id as from_id,
    candidate.person_id as to_id,
    min(expenditure.transaction_date) as first_date,
    max(expenditure.transaction_date) as last_date,
    sum(expenditure.spent_usd)::decimal(18, 2) as amount_usd,
    'itemized'::varchar as amount_basis,
    count(distinct expenditure.record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    'independent expenditure' as label,
    list_sort(array_agg(distinct expenditure.record_id)) as evidence
from entities.independent_expenditure as expenditure
inner join entities.candidate as candidate
    on expenditure.candidate_id = candidate.candidate_id
where
    expenditure.is_counted
    and expenditure.spender_id is not null
    and expenditure.support_oppose_code = 'S'
group by expenditure.spender_id, candidate.person_id
