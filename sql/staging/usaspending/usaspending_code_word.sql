-- title: What NAICS and product or service codes mean, in the words of the records
-- grain: one row per kind of code and code
-- key: code_kind, code
-- note: the words that most records give the code; among equals the first of the alphabet
-- column code_kind: naics or psc
-- column code: as published
-- column title: the publisher's words
with stated as (
    select
        'naics' as code_kind,
        naics_code as code,
        naics_description as title
    from lake.usaspending_prime_transaction
    union all
    select
        'psc',
        product_or_service_code,
        product_or_service_code_description
    from lake.usaspending_prime_transaction
    union all
    select
        'naics',
        naics_code,
        naics_description
    from lake.usaspending_prime_award_summary
    union all
    select
        'psc',
        product_or_service_code,
        product_or_service_code_description
    from lake.usaspending_prime_award_summary
),

counted as (
    select
        code_kind,
        trim(code) as code,
        trim(title) as title,
        count(*) as record_count
    from stated
    where trim(code) <> '' and trim(title) <> ''
    group by code_kind, trim(code), trim(title)
)

select
    code_kind,
    code,
    title
from counted
qualify row_number() over (
    partition by code_kind, code
    order by record_count desc, title asc
) = 1
