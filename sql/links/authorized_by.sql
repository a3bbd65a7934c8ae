-- title: Committee authorized by a candidate
-- grain: one row per pair and run of consecutive cycles
-- key: link_id
-- note: entities.authorization says when; a case's statement holds from the end of one cycle of
-- which a register speaks to the next, and has no days where no register speaks of the committee
with numbered as (
    select
        *,
        cycle // 2 - row_number() over (
            partition by committee_id, person_id
            order by cycle asc
        ) as run_number
    from entities."authorization"
    where cycle is not null
),

edge as (
    select
        *,
        unnest([null::integer] || register_cycles) as after_cycle
    from entities."authorization"
    where cycle is null
),

-- the silences of the registers: before the first, between two, after the last
silence as (
    select
        *,
        lead(after_cycle) over (
            partition by authorization_id
            order by after_cycle asc nulls first
        ) as before_cycle
    from edge
),

run as (
    select
        committee_id,
        person_id,
        min(first_date) as first_date,
        max(last_date) as last_date,
        list_sort(list_distinct(flatten(list(evidence)))) as evidence
    from numbered
    group by committee_id, person_id, run_number
    union all
    select
        committee_id,
        person_id,
        make_date(after_cycle + 1, 1, 1),
        make_date(before_cycle - 2, 12, 31),
        evidence
    from silence
    where after_cycle is null or before_cycle is null or before_cycle > after_cycle + 2
)

select
    md5(
        concat_ws(
            '|', 'authorized_by', 'fec:' || committee_id, person_id,
            extract(year from first_date)
        )
    ) as link_id,
    'authorized_by' as link_type,
    'fec:' || committee_id as from_id,
    person_id as to_id,
    first_date,
    last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    len(evidence) as record_count,
    'identifier' as basis,
    1.0::double as score,
    'authorized committee' as label,
    evidence
from run
