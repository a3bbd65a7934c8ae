-- title: Political committees
-- grain: one row per FEC committee id
-- key: committee_id
-- note: the bulk register first; the API's where that is newer or the only one
with stated as (
    select
        committee_id,
        committee_name as name,
        concat_ws(', ', city_name, state_code) as place,
        cycle as trust,
        1 as is_filed
    from staging.fec_cm
    where committee_name is not null
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
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1,
        1
    from staging.fec_itcont
    union all
    select
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1,
        1
    from staging.fec_itoth
    union all
    select
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1,
        1
    from staging.fec_itpas2
    union all
    select
        other_id,
        name,
        concat_ws(', ', city_name, state_code),
        0,
        1
    from staging.fec_itoth
    where regexp_full_match(other_id, 'C[0-9]{8}') and name is not null
    union all
    select
        other_id,
        name,
        concat_ws(', ', city_name, state_code),
        0,
        1
    from staging.fec_itpas2
    where regexp_full_match(other_id, 'C[0-9]{8}') and name is not null
    union all
    select
        filer_committee_id,
        filer_committee_id as own_id,
        null,
        -1,
        0
    from entities.api_transaction
    union all
    select
        other_id,
        name,
        concat_ws(', ', city_name, state_code),
        0,
        0
    from entities.api_transaction
    where
        regexp_full_match(other_id, 'C[0-9]{8}')
        -- an earmarked gift names the person beside the conduit's id
        and entity_type_code in ('COM', 'CCM', 'PAC', 'PTY')
        and name is not null
    union all
    select
        other_id,
        other_id as own_id,
        null,
        -1,
        0
    from entities.api_transaction
    where regexp_full_match(other_id, 'C[0-9]{8}')
)

select
    committee_id,
    arg_max(name, (trust, is_filed, name)) as name,
    arg_max(nullif(place, ''), (is_filed, trust, name)) as place
from stated
where committee_id is not null
group by committee_id
