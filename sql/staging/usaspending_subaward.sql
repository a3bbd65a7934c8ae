-- title: Sub-awards under federal contracts, as reported by the prime contractor
-- grain: one row per prime award, report, sub-award number, recipient, date and amount
-- key: record_id
-- note: reported by the prime contractor and lower in trust than prime awards
with identified as (
    select
        *,
        'usaspending:subaward:' || md5(
            concat_ws(
                '|',
                prime_award_key,
                subaward_sam_report_id,
                subaward_number,
                recipient_uei,
                recipient_name,
                action_date,
                amount_usd
            )
        ) as record_id
    from lake.usaspending_subaward
)

select
    record_id,
    coalesce(
        record_url, 'https://www.usaspending.gov/award/' || prime_award_key || '/'
    ) as record_url,
    prime_award_key,
    prime_piid,
    prime_uei,
    prime_name,
    sub_agency_code,
    sub_agency_name,
    subaward_number,
    amount_usd,
    action_date,
    recipient_uei,
    recipient_name,
    parent_uei,
    parent_name,
    subaward_description,
    problems,
    file_sha256
from identified
qualify row_number() over (partition by record_id order by file_sha256 desc) = 1
