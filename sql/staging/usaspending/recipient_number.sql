-- title: UEIs and the DUNS numbers that records state beside them
-- grain: one row per UEI and DUNS number
-- key: uei, duns
with recorded as (
    select
        upper(regexp_replace(recipient_uei, '\s', '', 'g')) as uei,
        trim(recipient_duns) as duns,
        recipient_name,
        recipient_name_raw
    from lake.usaspending_prime_transaction
    union
    select
        upper(regexp_replace(recipient_uei, '\s', '', 'g')),
        trim(recipient_duns),
        recipient_name,
        recipient_name_raw
    from lake.usaspending_prime_award_summary
)

select distinct
    recorded.uei,
    recorded.duns
from recorded
anti join staging.undisclosed_name as withheld on recorded.recipient_name = withheld.name
anti join staging.undisclosed_name as reported on recorded.recipient_name_raw = reported.name
where recorded.uei <> '' and recorded.duns <> ''
