-- title: Names of committees and candidates in every register file, replaced ones too
-- grain: one row per id, cycle and name
-- key: registered_id, cycle, name
-- note: a name that only an older file of the cycle has was borne until then
-- column registered_id: the FEC id of the committee or the candidate
-- column first_stated_date: the earliest day on which a file of the cycle states it: the file's day
-- of publication, or the last day of the cycle where that is earlier or the file's day unknown
-- column last_stated_date: the latest such day
with filed as (
    select
        'fec_cm' as table_name,
        committee_id as registered_id,
        regexp_replace(upper(trim(committee_name)), '\s+', ' ', 'g') as name,
        cycle,
        file_sha256
    from lake.fec_cm
    where nullif(trim(committee_name), '') is not null
    union all
    select
        'fec_cn',
        candidate_id,
        regexp_replace(upper(trim(candidate_name)), '\s+', ' ', 'g'),
        cycle,
        file_sha256
    from lake.fec_cn
    where nullif(trim(candidate_name), '') is not null
),

dated as (
    select
        filed.registered_id,
        filed.cycle,
        filed.name,
        -- least passes over nulls
        least(register.published_date, make_date(filed.cycle, 12, 31)) as stated_date
    from filed
    left join staging.register_file as register
        on
            filed.table_name = register.table_name
            and filed.cycle = register.cycle
            and filed.file_sha256 = register.file_sha256
)

select
    registered_id,
    cycle,
    name,
    min(stated_date) as first_stated_date,
    max(stated_date) as last_stated_date
from dated
group by registered_id, cycle, name
