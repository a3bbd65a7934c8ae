-- title: Sub-awards under federal contracts, as reported by the prime contractor
-- grain: one row per line of a report, from the newest file that holds the report
-- key: record_id
-- note: reported by the prime contractor and lower in trust than prime awards
-- a report published again replaces its earlier lines, whatever it corrects: the amount tells lines
-- of one file apart and nothing else, so that equal lines of one file all stand; a line that a
-- later file has under another report's id, equal in number, recipient, date and amount, is one
-- column report_id: the report; without one, the line's own number, recipient and date stand for it
-- column prime_obligated_usd: obligated on the prime award, as the line states; never summed
-- column is_undisclosed: the subcontractor's name is of staging.undisclosed_name
-- column recipient_uei: null where undisclosed: the publisher's stand-in UEI is no one's
with files as (
    select
        file_sha256,
        coalesce(file_date, date '0001-01-01') as file_date
    from staging.usaspending_file_scope
    where table_name = 'usaspending_subaward'
),

identified as (
    select
        filed.*,
        coalesce(files.file_date, date '0001-01-01') as file_date,
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
        ) as report_id,
        upper(trim(coalesce(filed.recipient_uei, filed.recipient_name))) as recipient,
        upper(trim(filed.subaward_number)) as number
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
            file_date desc,
            file_sha256 desc
    ) = 1
),

reports as (
    select
        prime_award_key,
        report_id,
        min(file_date) as first_date,
        max(file_date) as last_date
    from identified
    group by prime_award_key, report_id
),

-- how often a file states the same line of a report: equal lines of one file all stand
alike as (
    select
        line.prime_award_key,
        line.number,
        line.recipient,
        line.action_date,
        line.amount_usd,
        line.report_id,
        line.file_sha256,
        report.first_date,
        report.last_date,
        count(*) as line_count
    from identified as line
    inner join reports as report
        on
            line.prime_award_key = report.prime_award_key
            and line.report_id = report.report_id
    where line.amount_usd is not null and line.recipient is not null
    group by all
),

-- The move from FSRS to SAM gave every report another id: a line of a report that no file has had
-- since, and a later file states under an id that was not there before, is the same one.
restated_by_file as (
    select
        older.prime_award_key,
        older.report_id,
        older.number,
        older.recipient,
        older.action_date,
        older.amount_usd,
        newer.file_sha256,
        sum(newer.line_count) as line_count
    from (select distinct * exclude (file_sha256, line_count) from alike) as older
    inner join alike as newer
        on
            older.prime_award_key = newer.prime_award_key
            and older.recipient = newer.recipient
            and older.amount_usd = newer.amount_usd
            and older.number is not distinct from newer.number
            and older.action_date is not distinct from newer.action_date
    where older.last_date < newer.first_date
    group by all
),

restated as (
    select
        * exclude (file_sha256, line_count),
        max(line_count) as line_count
    from restated_by_file
    group by all
),

-- one line for each that a later file states; what was reported more often before still stands
standing as (
    select newest.*
    from newest
    left join restated
        on
            newest.prime_award_key = restated.prime_award_key
            and newest.report_id = restated.report_id
            and newest.recipient = restated.recipient
            and newest.amount_usd = restated.amount_usd
            and newest.number is not distinct from restated.number
            and newest.action_date is not distinct from restated.action_date
    qualify
        restated.line_count is null
        or row_number() over (
            partition by
                newest.prime_award_key,
                newest.number,
                newest.recipient,
                newest.action_date,
                newest.amount_usd,
                restated.line_count is null
            order by
                newest.report_id asc,
                newest.subaward_description asc nulls last,
                newest.file_sha256 asc
        ) > restated.line_count
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
    from standing
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
    case
        when prime.name is null
            then nullif(upper(regexp_replace(line.prime_uei, '\s', '', 'g')), '')
    end as prime_uei,
    line.prime_name,
    line.prime_obligated_usd,
    line.sub_agency_code,
    line.sub_agency_name,
    line.subaward_number,
    line.amount_usd,
    line.action_date,
    case
        when withheld.name is null
            then nullif(upper(regexp_replace(line.recipient_uei, '\s', '', 'g')), '')
    end as recipient_uei,
    line.recipient_name,
    case
        when withheld.name is null
            then nullif(upper(regexp_replace(line.parent_uei, '\s', '', 'g')), '')
    end as parent_uei,
    case when withheld.name is null then line.parent_name end as parent_name,
    withheld.name is not null as is_undisclosed,
    prime.name is not null as is_prime_undisclosed,
    line.subaward_description,
    line.problems,
    line.file_sha256
from lines as line
left join staging.undisclosed_name as withheld on line.recipient_name = withheld.name
left join staging.undisclosed_name as prime on line.prime_name = prime.name
