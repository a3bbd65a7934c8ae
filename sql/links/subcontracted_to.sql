-- title: Prime contractor passed part of an award to a subcontractor
-- grain: one row per pair
-- key: link_id
-- note: reported by the prime contractor; a lower-trust layer that is never added to prime awards
with stated as (
    select
        record_id,
        coalesce('uei:' || prime_uei, 'organization:' || md5(prime_name)) as from_id,
        coalesce('uei:' || recipient_uei, 'organization:' || md5(recipient_name)) as to_id,
        action_date,
        amount_usd
    from staging.usaspending_subaward
    where
        coalesce(prime_uei, prime_name) is not null
        and coalesce(recipient_uei, recipient_name) is not null
    union all
    select
        fetched.record_id,
        award.organization_id,
        'organization:' || md5(fetched.recipient_name),
        fetched.action_date,
        fetched.amount_usd
    from staging.usaspending_api_subaward as fetched
    inner join entities.api_award as award on fetched.prime_award_key = award.award_key
    -- the bulk row comes first; amounts are corrected and names differ, so neither is compared
    anti join staging.usaspending_subaward as bulk
        on
            fetched.prime_award_key = bulk.prime_award_key
            and fetched.subaward_number is not distinct from bulk.subaward_number
            and fetched.action_date is not distinct from bulk.action_date
    where fetched.recipient_name is not null
)

select
    md5(concat_ws('|', 'subcontracted_to', from_id, to_id)) as link_id,
    'subcontracted_to' as link_type,
    from_id,
    to_id,
    min(action_date) as first_date,
    max(action_date) as last_date,
    sum(amount_usd)::decimal(18, 2) as amount_usd,
    'itemized'::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    'sub-awards as reported' as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
