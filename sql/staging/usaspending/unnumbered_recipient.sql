-- title: Registrations of recipients that a record names without a UEI
-- grain: one row per number, name and state of a record without a UEI
-- key: recipient_duns, recipient_name, recipient_state_code
-- note: records from before April 2022 can have a DUNS number alone. The UEI is the only one that
-- other records state beside the same DUNS number; else the only one of the same name and state,
-- unless its own records state another DUNS number
-- column recipient_uei: the UEI that is meant
-- column uei_basis: DUNS number | name and state
with recorded as (
    select distinct
        nullif(upper(regexp_replace(recipient_uei, '\s', '', 'g')), '') as uei,
        lpad(nullif(trim(recipient_duns), ''), 9, '0') as duns,
        recipient_name,
        recipient_state_code
    from lake.usaspending_prime_transaction
    union
    select distinct
        nullif(upper(regexp_replace(recipient_uei, '\s', '', 'g')), ''),
        lpad(nullif(trim(recipient_duns), ''), 9, '0'),
        recipient_name,
        recipient_state_code
    from lake.usaspending_prime_award_summary
),

named as (
    select
        recorded.*,
        regexp_replace(upper(recorded.recipient_name), '[^\p{L}\p{N}]+', '', 'g') as letters
    from recorded
    anti join staging.undisclosed_name as withheld on recorded.recipient_name = withheld.name
),

by_duns as (
    select
        duns,
        min(uei) as uei
    from staging.recipient_number
    group by duns
    having count(*) = 1
),

by_name as (
    select
        letters,
        recipient_state_code,
        min(uei) as uei,
        list(distinct duns) filter (where duns is not null) as numbers
    from named
    where uei is not null and recipient_state_code is not null and letters <> ''
    group by letters, recipient_state_code
    having count(distinct uei) = 1
)

select distinct
    coalesce(named.duns, '') as recipient_duns,
    coalesce(named.recipient_name, '') as recipient_name,
    coalesce(named.recipient_state_code, '') as recipient_state_code,
    coalesce(by_duns.uei, by_name.uei) as recipient_uei,
    case when by_duns.uei is not null then 'DUNS number' else 'name and state' end as uei_basis
from named
left join by_duns on named.duns = by_duns.duns
left join by_name
    on
        named.letters = by_name.letters
        and named.recipient_state_code = by_name.recipient_state_code
        and (named.duns is null or by_name.numbers is null)
where named.uei is null and coalesce(by_duns.uei, by_name.uei) is not null
