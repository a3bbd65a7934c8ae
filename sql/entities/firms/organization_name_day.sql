-- title: Which name a registration bears on which days
-- grain: one row per registration and name that it bore in turn
-- key: organization_id, from_date
-- note: the name that records last reported holds until they report the next. Its own records go
-- before those of its subsidiaries; a spelling that is used beside another within its days, and
-- less often, is no name of its own
-- column from_date: the first day on which it is reported
-- column until_date: the first day of the next name; null for the last
-- column last_seen_date: the last day on which it is reported
with dated as (
    select
        organization_id,
        name,
        regexp_replace(upper(name), '[^A-Z0-9]', '', 'g') as letters,
        trust,
        first_seen_date,
        last_seen_date,
        record_count
    from entities.organization_name
    where is_registered and uei is not null and first_seen_date is not null
),

spelled as (
    select
        organization_id,
        letters,
        arg_max(name, (trust, record_count, name)) as name,
        max(trust) as trust,
        min(first_seen_date) as first_seen_date,
        max(last_seen_date) as last_seen_date,
        sum(record_count) as record_count
    from dated
    group by organization_id, letters
),

own as (
    select
        organization_id,
        min(first_seen_date) as first_seen_date,
        max(last_seen_date) as last_seen_date
    from spelled
    where trust >= 2
    group by organization_id
),

-- others tell its name where its own records do not reach
told as (
    select spelled.*
    from spelled
    left join own on spelled.organization_id = own.organization_id
    where
        spelled.trust >= 2
        or own.organization_id is null
        or spelled.first_seen_date < own.first_seen_date
        or spelled.first_seen_date > own.last_seen_date
),

passing as (
    select distinct
        told.organization_id,
        told.letters
    from told
    inner join told as longer
        on
            told.organization_id = longer.organization_id
            and told.letters <> longer.letters
            and told.first_seen_date >= longer.first_seen_date
            and told.last_seen_date <= longer.last_seen_date
            and (told.record_count, told.letters) < (longer.record_count, longer.letters)
),

-- of two that begin on one day the one that lasts
lasting as (
    select told.*
    from told
    anti join passing
        on told.organization_id = passing.organization_id and told.letters = passing.letters
    qualify row_number() over (
        partition by told.organization_id, told.first_seen_date
        order by told.last_seen_date desc, told.record_count desc, told.letters asc
    ) = 1
)

select
    organization_id,
    name,
    first_seen_date as from_date,
    lead(first_seen_date) over (
        partition by organization_id order by first_seen_date
    ) as until_date,
    last_seen_date,
    record_count::bigint as record_count
from lasting
