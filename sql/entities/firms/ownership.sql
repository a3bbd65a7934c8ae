-- title: Who is recorded as an organization's parent, and from when to when
-- grain: one row per organization and span of one parent under one name
-- key: organization_id, from_date
-- note: parents as contract records and the table of large contractors (CSIS) state them, by the
-- days of the records; before the first and after the last record the nearest one holds
-- column owner_id: the parent; the organization itself where it is recorded as its own
-- column from_date: first day of the span; 0001-01-01 for the first
-- column until_date: first day of the next span; null for the last
with recorded as (
    select
        recipient_uei as uei,
        parent_uei,
        parent_name,
        action_date as seen_date
    from staging.usaspending_prime_transaction
    union all
    select
        recipient_uei,
        parent_uei,
        parent_name,
        base_action_date
    from staging.usaspending_prime_award_summary
    union all
    select
        uei,
        parent_uei,
        null,
        coalesce(start_date, date '1900-01-01')
    from staging.case_organization
),

-- the table of large contractors speaks where no later record does
named as (
    select
        uei,
        regexp_replace(
            upper(name), '[^A-Z0-9]|\b(INC|CORP|CORPORATION|CO|COMPANY|LLC)[.]?$', '', 'g'
        ) as letters
    from entities.organization
    where uei is not null
),

bought as (
    select
        firm.uei,
        min(buyer.uei) as parent_uei,
        min(table_row.owner_name) as parent_name,
        make_date(table_row.merger_year, 12, 31) as seen_date
    from staging.csis_parent as table_row
    inner join named as firm
        on regexp_replace(upper(table_row.name), '[^A-Z0-9]', '', 'g') = firm.letters
    inner join named as buyer
        on regexp_replace(upper(table_row.owner_name), '[^A-Z0-9]', '', 'g') = buyer.letters
    where table_row.merger_year between 1900 and 2100
    group by firm.uei, table_row.merger_year
    having count(distinct buyer.uei) = 1
),

stated as (
    select * from recorded
    union all by name
    select bought.*
    from bought
    anti join recorded
        on bought.uei = recorded.uei and bought.seen_date <= recorded.seen_date
),

daily as (
    select
        uei,
        seen_date,
        mode(parent_uei order by parent_uei) as parent_uei,
        max(parent_name) as parent_name,
        count(*) as record_count
    from stated
    where uei is not null and parent_uei is not null and seen_date is not null
    group by uei, seen_date
),

changes as (
    select
        *,
        coalesce(
            parent_uei <> lag(parent_uei) over records
            -- United Technologies became Raytheon Technologies under one registration
            or regexp_replace(upper(parent_name), '[^A-Z]', '', 'g')
            <> regexp_replace(upper(lag(parent_name) over records), '[^A-Z]', '', 'g'),
            lag(parent_uei) over records is null
        ) as is_change
    from daily
    window records as (partition by uei order by seen_date)
),

numbered as (
    select
        *,
        count(*) filter (where is_change) over (partition by uei order by seen_date) as span_number
    from changes
),

spans as (
    select
        uei,
        parent_uei,
        span_number,
        max(parent_name) as owner_name,
        min(seen_date) as first_date,
        max(seen_date) as last_date,
        sum(record_count)::bigint as record_count
    from numbered
    group by uei, parent_uei, span_number
)

select
    'uei:' || uei as organization_id,
    'uei:' || parent_uei as owner_id,
    owner_name,
    case when span_number = 1 then date '0001-01-01' else first_date end as from_date,
    lead(first_date) over (partition by uei order by span_number) as until_date,
    first_date as first_seen_date,
    last_date as last_seen_date,
    record_count
from spans
