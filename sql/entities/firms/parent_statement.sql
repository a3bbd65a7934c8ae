-- title: Who is named as a registration's parent, on which day and under which name
-- grain: one row per registration, parent, names, day and kind of record
-- key: statement_id
-- note: an action speaks for its day, an award summary for that of its latest action, an award's
-- page for that of its latest change, a case for the days that it states. The publisher often
-- repeats the recipient's name where the parent's belongs: that is no name of the parent
-- column owner_id: the parent; the registration itself where it is recorded as its own
-- column owner_name: the parent's name as reported on the day; null where the record repeats the
-- recipient's, or the one that it gave to another parent before, and on an award's page, which has
-- the registry's alone
-- column registry_name: the same as the registry had it on the day of the file
-- column until_date: the last day that is stated, itself included
-- column file_date: the day up to which the file can speak
-- column statement_from: action, summary, page or case
with recorded as (
    select
        recipient_uei as uei,
        parent_uei,
        parent_reported_name as reported_name,
        parent_name as registry_name,
        action_date as from_date,
        action_date as until_date,
        'action' as statement_from,
        record_id,
        file_sha256
    from staging.usaspending_prime_transaction
    union all
    select
        recipient_uei,
        parent_uei,
        parent_reported_name,
        parent_name,
        latest_action_date as seen_first_date,
        latest_action_date as seen_last_date,
        'summary',
        record_id,
        file_sha256
    from staging.usaspending_prime_award_summary
    union all
    select
        recipient_uei,
        parent_uei,
        -- the registry's name of the day on which the page was fetched
        null as page_name,
        parent_name as page_registry_name,
        last_modified_date as seen_first_date,
        last_modified_date as seen_last_date,
        'page',
        record_id,
        file_sha256
    from entities.api_award
    union all
    select
        uei,
        parent_uei,
        null,
        null,
        coalesce(start_date, end_date),
        coalesce(end_date, start_date),
        'case',
        record_id,
        file_sha256
    from staging.case_organization
),

daily as (
    select
        recorded.uei,
        recorded.parent_uei,
        recorded.reported_name,
        recorded.registry_name,
        recorded.from_date,
        recorded.until_date,
        recorded.statement_from,
        count(*) as record_count,
        min(recorded.record_id) as record_id,
        max(files.file_date) as file_date
    from recorded
    left join entities.file_date as files on recorded.file_sha256 = files.file_sha256
    where recorded.uei is not null and recorded.parent_uei is not null
    group by all
),

own as (
    select
        recipient_uei as uei,
        recipient_reported_name as name
    from staging.usaspending_prime_transaction
    union
    select
        recipient_uei,
        recipient_name
    from staging.usaspending_prime_transaction
    union
    select
        recipient_uei,
        recipient_reported_name
    from staging.usaspending_prime_award_summary
    union
    select
        recipient_uei,
        recipient_name
    from staging.usaspending_prime_award_summary
    union
    select
        recipient_uei,
        recipient_name
    from entities.api_award
),

said as (
    select
        uei,
        parent_uei,
        reported_name as name,
        min(from_date) as first_date
    from daily
    where reported_name is not null
    group by uei, parent_uei, reported_name
    union all
    select
        uei,
        parent_uei,
        registry_name,
        min(from_date)
    from daily
    where registry_name is not null
    group by uei, parent_uei, registry_name
),

-- INC. is INC and INCORPORATED; LLC is another firm
spelled as (
    select
        name,
        regexp_replace(
            replace(
                replace(
                    replace(
                        replace(
                            replace(
                                regexp_replace(upper(name), '[^A-Z0-9 ]', '', 'g'),
                                'LIMITED LIABILITY COMPANY', 'LLC'
                            ),
                            'INCORPORATED', 'INC'
                        ),
                        'CORPORATION', 'CORP'
                    ),
                    'COMPANY', 'CO'
                ),
                'LIMITED', 'LTD'
            ),
            ' ', '', 'g'
        ) as letters
    from (
        select name from said
        union
        select name from own
    ) as every_name
    where name is not null
),

own_letters as (
    select distinct
        own.uei,
        spelled.letters
    from own
    inner join spelled on own.name = spelled.name
    where own.uei is not null
),

-- a registration that is its own parent may bear its own name
told as (
    select
        said.uei,
        said.parent_uei,
        spelled.letters,
        min(said.first_date) as first_date
    from said
    inner join spelled on said.name = spelled.name
    left join own_letters
        on said.uei = own_letters.uei and spelled.letters = own_letters.letters
    where said.uei = said.parent_uei or own_letters.uei is null
    group by said.uei, said.parent_uei, spelled.letters
),

-- the name of the former parent, which stays behind when the parent's UEI is changed
placed as (
    select
        *,
        uei <> parent_uei
        and coalesce(
            first_date > min(first_date) filter (where uei <> parent_uei) over (
                partition by uei, letters
            ),
            false
        ) as is_carried
    from told
),

known as (
    select
        placed.parent_uei,
        bool_or(not placed.is_carried) as has_own_name,
        count(distinct placed.letters) as name_count
    from placed
    group by placed.parent_uei
),

registered as (
    select distinct uei
    from own_letters
),

honest as (
    select
        placed.uei,
        placed.parent_uei,
        spelled.name
    from placed
    inner join spelled on placed.letters = spelled.letters
    inner join known on placed.parent_uei = known.parent_uei
    left join registered on placed.parent_uei = registered.uei
    where
        not placed.is_carried
        -- all that is known of the parent, and nothing speaks against it
        or (not known.has_own_name and known.name_count = 1 and registered.uei is null)
)

select
    md5(
        concat(
            daily.uei, '|', daily.parent_uei, '|', reported.name, '|', registry.name, '|',
            daily.from_date, '|', daily.until_date, '|', daily.statement_from
        )
    ) as statement_id,
    'uei:' || daily.uei as organization_id,
    'uei:' || daily.parent_uei as owner_id,
    reported.name as owner_name,
    registry.name as registry_name,
    daily.from_date,
    daily.until_date,
    daily.statement_from,
    max(daily.file_date) as file_date,
    sum(daily.record_count)::bigint as record_count,
    min(daily.record_id) as record_id
from daily
left join honest as reported
    on
        daily.uei = reported.uei
        and daily.parent_uei = reported.parent_uei
        and daily.reported_name = reported.name
left join honest as registry
    on
        daily.uei = registry.uei
        and daily.parent_uei = registry.parent_uei
        and daily.registry_name = registry.name
group by
    daily.uei, daily.parent_uei, reported.name, registry.name, daily.from_date, daily.until_date,
    daily.statement_from
