-- title: Awards that went from one registration to another
-- grain: one row per pair of registrations
-- key: organization_id, next_id
-- note: consecutive actions of one award, in the order of their days, state two UEIs
-- column next_id: the registration on the later action
-- column record_id: the first of the later actions
with stated as (
    select
        award_key,
        record_id,
        recipient_uei,
        action_date,
        lag(recipient_uei) over (
            partition by award_key order by action_date asc, modification_number asc, record_id asc
        ) as former_uei
    from staging.usaspending_prime_transaction
    where award_key is not null and recipient_uei is not null and action_date is not null
)

select
    'uei:' || former_uei as organization_id,
    'uei:' || recipient_uei as next_id,
    arg_min(record_id, (action_date, record_id)) as record_id,
    count(*) as award_count
from stated
where recipient_uei <> former_uei
group by former_uei, recipient_uei
