-- title: UEIs and the DUNS numbers that records state beside them
-- grain: one row per UEI and DUNS number
-- key: uei, duns
-- note: numbers of one digit alone and 123456787, which stand for none, are left out
-- column duns: nine digits; leading zeros that a spreadsheet took are put back
with recorded as (
    select
        upper(regexp_replace(recipient_uei, '\s', '', 'g')) as uei,
        lpad(trim(recipient_duns), 9, '0') as duns,
        recipient_name,
        recipient_name_raw
    from lake.usaspending_prime_transaction
    union
    select
        upper(regexp_replace(recipient_uei, '\s', '', 'g')),
        lpad(trim(recipient_duns), 9, '0'),
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
where
    recorded.uei <> ''
    and regexp_full_match(recorded.duns, '[0-9]{9}')
    -- numbers that stand for none
    and not regexp_full_match(recorded.duns, '(0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|12345678[0-9])')
