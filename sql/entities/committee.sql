-- title: Political committees
-- grain: one row per FEC committee id
-- key: committee_id
with stated as (
    select
        committee_id,
        committee_name as name,
        concat_ws(', ', city_name, state_code) as place,
        cycle as trust
    from staging.fec_cm
    where committee_name is not null
    union all
    select
        committee_id,
        committee,
        null,
        1
    from staging.case_committee
    union all
    select
        committee_id,
        committee,
        null,
        0
    from staging.case_contribution
    where committee is not null
    union all
    select
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1
    from staging.fec_itcont
    union all
    select
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1
    from staging.fec_itoth
    union all
    select
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1
    from staging.fec_itpas2
    union all
    select
        other_id,
        name,
        concat_ws(', ', city_name, state_code),
        0
    from staging.fec_itoth
    where regexp_full_match(other_id, 'C[0-9]{8}') and name is not null
    union all
    select
        other_id,
        name,
        concat_ws(', ', city_name, state_code),
        0
    from staging.fec_itpas2
    where regexp_full_match(other_id, 'C[0-9]{8}') and name is not null
)

select
    committee_id,
    arg_max(name, (trust, name)) as name,
    arg_max(place, (trust, name)) as place
from stated
where committee_id is not null
group by committee_id
