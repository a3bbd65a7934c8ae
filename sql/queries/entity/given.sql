-- title: Given in this name, by cycle
-- grain: one row per cycle
-- order: cycle
-- note: The rows loaded, each dollar once. People are put together by name, place and employer, so
-- that one name here may be of two people.
select
    cycle,
    who_gave_usd as "gave, less refunds USD",
    refunded_usd as "given back USD",
    memo_usd as "memo, in no total USD",
    record_count as "records",
    first_date as "first",
    last_date as "last"
from marts.who_gave
where entity_number = md5_number_lower($entity_id) and entity_id = $entity_id
