-- title: Names that committees and candidates bear and bore in the FEC's registers, with their days
-- grain: one row per FEC id and name
-- key: registered_name_id
-- note: of every register file loaded, also those that a newer one has replaced
-- column registered_name_id: a hash of the id and the name
-- column entity_id: the committee, or the person whom the candidate id names
-- column registered_id: the FEC id of the committee or the candidate
-- column first_cycle: the first cycle whose register states the name
-- column last_cycle: the last one
-- column first_stated_date: the first day of that, see staging.fec_register_name
-- column last_stated_date: the last one: until then it was borne, as far as the registers say
-- column is_present: the name of the newest register
with stated as (
    select
        registered_id,
        cycle,
        name,
        first_stated_date,
        last_stated_date
    from staging.fec_register_name
    union all
    select
        committee_id,
        cycle,
        regexp_replace(upper(committee_name), '\s+', ' ', 'g'),
        make_date(cycle, 12, 31),
        make_date(cycle, 12, 31)
    from staging.fec_api_committee
    where committee_name is not null and cycle is not null
    union all
    select
        candidate_id,
        cycle,
        regexp_replace(upper(candidate_name), '\s+', ' ', 'g'),
        make_date(cycle, 12, 31),
        make_date(cycle, 12, 31)
    from staging.fec_api_candidate
    where candidate_name is not null and cycle is not null
),

borne as (
    select
        registered_id,
        name,
        min(cycle) as first_cycle,
        max(cycle) as last_cycle,
        min(first_stated_date) as first_stated_date,
        max(last_stated_date) as last_stated_date
    from stated
    group by registered_id, name
)

select
    md5(concat_ws('|', borne.registered_id, borne.name)) as registered_name_id,
    coalesce(candidate.person_id, 'fec:' || borne.registered_id) as entity_id,
    borne.registered_id,
    borne.name,
    borne.first_cycle,
    borne.last_cycle,
    borne.first_stated_date,
    borne.last_stated_date,
    row_number() over (
        partition by borne.registered_id
        order by borne.last_cycle desc, borne.last_stated_date desc, borne.name desc
    ) = 1 as is_present
from borne
left join entities.candidate as candidate on borne.registered_id = candidate.candidate_id
