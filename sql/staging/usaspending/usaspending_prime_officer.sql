-- title: Best-paid officers of recipients, as the published award files name them
-- grain: one row per award and name, from the latest record that names them
-- key: record_id
-- note: up to five names with pay stand on every record of an award; blank names and recipients
-- whose name is withheld are left out
-- column compensation_usd: as reported by the recipient
with filed as (
    select
        award_key,
        piid,
        recipient_uei,
        recipient_name,
        record_url,
        coalesce(last_modified_at, action_date::timestamp) as stated_at,
        file_sha256,
        [
            highly_compensated_officer_1_name,
            highly_compensated_officer_2_name,
            highly_compensated_officer_3_name,
            highly_compensated_officer_4_name,
            highly_compensated_officer_5_name
        ] as names,
        [
            highly_compensated_officer_1_amount_usd,
            highly_compensated_officer_2_amount_usd,
            highly_compensated_officer_3_amount_usd,
            highly_compensated_officer_4_amount_usd,
            highly_compensated_officer_5_amount_usd
        ] as pays
    from lake.usaspending_prime_transaction
    where highly_compensated_officer_1_name is not null
    union all
    select
        award_key,
        piid,
        recipient_uei,
        recipient_name,
        record_url,
        last_modified_at as stated_at,
        file_sha256,
        [
            highly_compensated_officer_1_name,
            highly_compensated_officer_2_name,
            highly_compensated_officer_3_name,
            highly_compensated_officer_4_name,
            highly_compensated_officer_5_name
        ] as names,
        [
            highly_compensated_officer_1_amount_usd,
            highly_compensated_officer_2_amount_usd,
            highly_compensated_officer_3_amount_usd,
            highly_compensated_officer_4_amount_usd,
            highly_compensated_officer_5_amount_usd
        ] as pays
    from lake.usaspending_prime_award_summary
    where highly_compensated_officer_1_name is not null
),

named as (
    select
        filed.award_key,
        filed.piid,
        filed.recipient_uei,
        filed.recipient_name,
        filed.record_url,
        filed.stated_at,
        filed.file_sha256,
        trim(unnest(filed.names)) as officer_name,
        unnest(filed.pays) as compensation_usd
    from filed
    left join staging.undisclosed_name as withheld on filed.recipient_name = withheld.name
    where withheld.name is null and filed.recipient_uei is not null
)

select
    'usaspending:prime_officer:' || md5(concat_ws('|', award_key, officer_name)) as record_id,
    coalesce(record_url, 'https://www.usaspending.gov/award/' || award_key || '/') as record_url,
    award_key,
    piid,
    recipient_uei,
    recipient_name,
    officer_name,
    compensation_usd,
    file_sha256
from named
where officer_name <> ''
qualify
    row_number() over (
        partition by award_key, officer_name
        order by stated_at desc nulls last, compensation_usd desc nulls last, file_sha256 asc
    ) = 1
