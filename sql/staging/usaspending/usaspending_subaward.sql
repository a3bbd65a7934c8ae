-- title: Sub-awards under federal contracts, as reported by the prime contractor
-- grain: one row per line of a report, from the newest file that holds the report
-- key: record_id
-- note: reported by the prime contractor and lower in trust than prime awards
-- a report published again replaces its earlier lines, whatever it corrects: the amount tells lines
-- of one file apart and nothing else, so that equal lines of one file all stand
-- column report_id: the report; without one, the line's own number, recipient and date stand for it
-- column prime_obligated_usd: obligated on the prime award, as the line states; never summed
-- column is_undisclosed: the subcontractor's name is one of seeds.undisclosed_recipient
-- column recipient_uei: null where undisclosed: the publisher's stand-in UEI is no one's
with files as (
    select distinct
        file_sha256,
        published_date,
        retrieved_at
    from lake.load
    where table_name = 'usaspending_subaward'
),

identified as (
    select
        filed.*,
        files.published_date,
        files.retrieved_at,
        coalesce(
            filed.subaward_sam_report_id,
            md5(
                concat_ws(
                    '|',
                    coalesce(filed.subaward_number, ''),
                    coalesce(filed.recipient_uei, ''),
                    coalesce(filed.recipient_name, ''),
                    filed.action_date
                )
            )
        ) as report_id
    from lake.usaspending_subaward as filed
    left join files on filed.file_sha256 = files.file_sha256
),

dated as (
    select
        *,
        max(subaward_sam_report_last_modified_date) over (
            partition by prime_award_key, report_id, file_sha256
        ) as report_changed_at
    from identified
),

-- the report's own date of change comes first: a file brought by hand need not say its date
newest as (
    select *
    from dated
    qualify rank() over (
        partition by prime_award_key, report_id
        order by
            report_changed_at desc nulls last,
            published_date desc nulls last,
            retrieved_at desc nulls last,
            file_sha256 desc
    ) = 1
),

lines as (
    select
        *,
        row_number() over (
            partition by
                prime_award_key,
                report_id,
                subaward_number,
                recipient_uei,
                recipient_name,
                action_date
            order by amount_usd asc nulls last, subaward_description asc nulls last
        ) as line_number
    from newest
)

select
    'usaspending:subaward:' || md5(
        concat_ws(
            '|',
            line.prime_award_key,
            line.report_id,
            coalesce(line.subaward_number, ''),
            coalesce(line.recipient_uei, ''),
            coalesce(line.recipient_name, ''),
            coalesce(line.action_date::varchar, ''),
            line.line_number
        )
    ) as record_id,
    coalesce(
        line.record_url, 'https://www.usaspending.gov/award/' || line.prime_award_key || '/'
    ) as record_url,
    line.prime_award_key,
    line.report_id,
    line.prime_piid,
    case when prime.recipient_name is null then line.prime_uei end as prime_uei,
    line.prime_name,
    line.prime_obligated_usd,
    line.sub_agency_code,
    line.sub_agency_name,
    line.subaward_number,
    line.amount_usd,
    line.action_date,
    case when withheld.recipient_name is null then line.recipient_uei end as recipient_uei,
    line.recipient_name,
    case when withheld.recipient_name is null then line.parent_uei end as parent_uei,
    case when withheld.recipient_name is null then line.parent_name end as parent_name,
    withheld.recipient_name is not null as is_undisclosed,
    prime.recipient_name is not null as is_prime_undisclosed,
    line.subaward_description,
    line.problems,
    line.file_sha256
from lines as line
left join seeds.undisclosed_recipient as withheld
    on upper(trim(line.recipient_name)) = withheld.recipient_name
left join seeds.undisclosed_recipient as prime
    on upper(trim(line.prime_name)) = prime.recipient_name
