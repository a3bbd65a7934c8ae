-- title: Candidates and the person each is
-- grain: one row per FEC candidate id
-- key: candidate_id
-- note: one human with several candidate ids is one person, see entities.candidate_person;
-- the bulk register comes first; the API's where that is newer or the only one
with stated as (
    select
        candidate_id,
        candidate_name as name,
        record_id,
        record_url,
        cycle,
        1 as trust
    from staging.fec_cn
    union all
    select
        candidate_id,
        candidate_name,
        record_id,
        record_url,
        coalesce(cycle, 1),
        0
    from staging.fec_api_candidate
    union all
    select
        candidate_id,
        candidate,
        record_id,
        'https://www.fec.gov/data/candidate/' || candidate_id || '/',
        0,
        0
    from staging.case_committee
    where candidate_id is not null
    union all
    select
        candidate_id,
        member,
        record_id,
        'https://www.fec.gov/data/candidate/' || candidate_id || '/',
        -1,
        0
    from staging.case_seat
    where candidate_id is not null
    union all
    select
        unnest(fec_candidate_ids),
        member_name,
        record_id,
        record_url,
        -2,
        0
    from staging.congress_legislator
)

select
    stated.candidate_id,
    arg_max(stated.name, (stated.cycle, stated.trust, stated.name)) as name,
    arg_max(stated.record_id, (stated.cycle, stated.trust, stated.record_id)) as record_id,
    arg_max(stated.record_url, (stated.cycle, stated.trust, stated.record_id)) as record_url,
    coalesce(min(person.person_id), 'fec:' || stated.candidate_id) as person_id
from stated
left join entities.candidate_person as person on stated.candidate_id = person.candidate_id
group by stated.candidate_id
