-- title: In which order modifications of one day come
-- grain: one row per modification number that is in use
-- key: modification_number
-- note: P00010 comes after P00009 and 10 after 9. A00001 is numbered in a row of its own, by the
-- office that administers the contract: it is not compared with the numbers of the office that
-- bought, and comes before them of one day, because only that office changes what was bought
-- column office_code: 0 the award itself, 1 the administering office (A and digits), 2 the buying
-- office, and whatever else stands there
-- column number: the last digits in it; null where it has none
with used as (
    select modification_number
    from staging.usaspending_prime_transaction
    union
    select modification_number
    from staging.usaspending_api_transaction
)

select
    modification_number,
    case
        when regexp_full_match(modification_number, '0+') then 0
        when regexp_full_match(modification_number, 'A[0-9]+', 'i') then 1
        else 2
    end as office_code,
    try_cast(nullif(regexp_extract(modification_number, '([0-9]+)[^0-9]*$', 1), '') as bigint)
        as number
from used
where modification_number is not null
