-- title: Political committees
-- grain: one row per FEC committee id
-- key: committee_id
-- note: the bulk register first; the API's where that is newer or the only one
with cited as (
    select filer_committee_id as committee_id
    from entities.transaction
    union
    select other_committee_id
    from entities.transaction
    union
    -- who spends independently may file nothing else
    select filer_committee_id
    from staging.fec_api_schedule_e
    union
    -- a linkage may stand without the register of its cycle
    select committee_id
    from staging.fec_ccl
),

stated as (
    select
        committee_id,
        committee_name as name,
        concat_ws(', ', city_name, state_code) as place,
        cycle as trust,
        1 as is_filed
    from staging.fec_cm
    where committee_name is not null
    union all
    -- one that a newer register of the cycle lacks keeps its name
    select
        registered_id,
        name,
        null,
        cycle - 1,
        1
    from staging.fec_register_name
    where starts_with(registered_id, 'C')
    union all
    select
        committee_id,
        committee_name,
        state_code,
        coalesce(cycle, 1),
        0
    from staging.fec_api_committee
    where committee_name is not null
    union all
    select
        committee_id,
        committee,
        null,
        1,
        1
    from staging.case_committee
    union all
    select
        committee_id,
        committee,
        null,
        0,
        1
    from staging.case_contribution
    where committee is not null
    union all
    select
        committee_id,
        committee_id as own_id,
        null,
        -1,
        0
    from cited
    union all
    -- an earmarked gift names the person beside the conduit's id
    select
        other_committee_id,
        name,
        concat_ws(', ', city_name, state_code),
        0,
        case when schedule_code is null then 1 else 0 end
    from entities.transaction
    where other_committee_id is not null and is_with_committee and name is not null
)

select
    committee_id,
    arg_max(name, (trust, is_filed, name)) as name,
    arg_max(nullif(place, ''), (is_filed, trust, name)) as place
from stated
where committee_id is not null
group by committee_id
