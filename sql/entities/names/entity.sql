-- title: Everyone and everything that records name, by what they are called
-- grain: one row per entity
-- key: entity_id
-- note: of several names the one of the most trusted source; marts.entity adds the count of links
-- column is_case: whether a case names it
with people as (
    select
        entity_id,
        'person' as entity_kind,
        min(name) as name,
        min(concat_ws(', ', city_name, state_code)) as place,
        'Contributor as reported to the FEC'
        || case
            when bool_and(kind_code = 'couple')
                then '; two people on one line, who stand for themselves'
            else ''
        end as summary,
        null as record_url,
        1 as trust
    from entities.contributor
    where is_person or entity_id like 'person:%'
    group by entity_id
    union all
    select
        person_id,
        'person',
        min(name),
        null,
        'Best-paid officer of ' || min(organization_name) || ', as an award names them',
        min(record_url),
        1
    from entities.officer
    group by person_id
    union all
    select
        person_id,
        'person',
        arg_max(name, (cycle_trust, name)),
        null,
        'Candidate ' || string_agg(candidate_id, ', ' order by candidate_id),
        min(record_url),
        2
    from (
        select
            *,
            1 as cycle_trust
        from entities.candidate
    ) as candidate
    group by person_id
    union all
    select
        'bioguide:' || bioguide_id,
        'person',
        member_name,
        concat_ws(' ', upper(chamber), state_code, district_code),
        concat_ws(
            ', ', 'Member of Congress', party,
            'last term to ' || strftime(term_end_date, '%-d %B %Y')
        ),
        record_url,
        4
    from staging.congress_legislator
    union all
    select
        coalesce('bioguide:' || bioguide_id, 'fec:' || candidate_id),
        'person',
        min(member),
        min(state),
        'Member of Congress',
        min(record_url),
        3
    from staging.case_seat
    group by coalesce('bioguide:' || bioguide_id, 'fec:' || candidate_id)
    union all
    select
        'person:' || md5(person),
        'person',
        person,
        null,
        min(note),
        min(record_url),
        5
    from staging.case_person
    group by person
),

bodies as (
    select
        firm_id as entity_id,
        'organization' as entity_kind,
        name,
        state_code as place,
        case
            when starts_with(firm_id, 'uei:')
                then
                    'UEI ' || substr(firm_id, 5)
                    || case
                        when registration_count = 2 then ' and another registration'
                        when registration_count > 2
                            then ' and ' || registration_count - 1 || ' other registrations'
                        else ''
                    end
        end as summary,
        case
            when starts_with(firm_id, 'uei:')
                then 'https://www.usaspending.gov/search/?keyword=' || substr(firm_id, 5)
        end as record_url,
        1 as trust
    from entities.firm
    union all
    -- stand-ins for many, by text and agency, and recipients who are not named
    select
        organization_id,
        'organization',
        name,
        state_code,
        null,
        null,
        1
    from entities.organization
    where
        starts_with(organization_id, 'undisclosed:')
        or (uei is null and name = 'Recipient not named')
    union all
    select
        entity_id,
        'organization',
        min(name),
        min(concat_ws(', ', city_name, state_code)),
        'Contributor as reported to the FEC; ' || case any_value(kind_code)
            when 'undecided' then 'a person or an organization: not decided'
            when 'trust' then 'a trust, an estate or a household'
            when 'committee' then 'a committee without an id'
            else 'an organization'
        end || ' (' || any_value(kind_basis) || ')',
        null,
        0
    from entities.contributor
    where not is_person and entity_id like 'organization:%'
    group by entity_id
    union all
    select
        'fec:' || committee_id,
        'committee',
        name,
        place,
        'Committee ' || committee_id,
        'https://www.fec.gov/data/committee/' || committee_id || '/',
        1
    from entities.committee
    union all
    select
        agency_id,
        'agency',
        name,
        null,
        'Agency code ' || agency_code,
        null,
        1
    from entities.agency
    union all
    select
        case body_kind when 'chamber' then 'seat:' else 'congress:' end || body_code,
        case body_kind when 'chamber' then 'seat' else 'congress_committee' end,
        min(body),
        min(state),
        null,
        null,
        1
    from staging.case_seat
    group by body_kind, body_code
    union all
    select
        'congress:' || body.committee_code,
        'congress_committee',
        concat_ws(': ', parent.committee_name, body.committee_name),
        null,
        null,
        coalesce(body.record_url, parent.record_url),
        2
    from staging.congress_committee as body
    left join staging.congress_committee as parent on body.parent_code = parent.committee_code
    union all
    select
        'seat:' || seat_code,
        'seat',
        case chamber when 'house' then 'House seat ' else 'Senate seat ' end
        || substr(seat_code, 3),
        min(state_code),
        null,
        null,
        0
    from staging.congress_term
    where seat_code is not null
    group by seat_code, chamber
),

every_entity as (
    select * from people
    union all by name
    select * from bodies
),

in_case as (
    select distinct entity_id
    from entities.case_holder
)

select
    every_entity.entity_id,
    arg_max(
        every_entity.entity_kind, (every_entity.trust, every_entity.name, every_entity.entity_kind)
    ) as entity_kind,
    arg_max(every_entity.name, (every_entity.trust, every_entity.name)) as name,
    arg_max(
        every_entity.place, (every_entity.trust, every_entity.name, every_entity.place)
    ) as place,
    arg_max(
        every_entity.summary, (every_entity.trust, every_entity.name, every_entity.summary)
    ) as summary,
    arg_max(
        every_entity.record_url, (every_entity.trust, every_entity.name, every_entity.record_url)
    ) as record_url,
    count(in_case.entity_id) > 0 as is_case
from every_entity
left join in_case on every_entity.entity_id = in_case.entity_id
group by every_entity.entity_id
