-- title: Member sits or sat in Congress or on one of its committees
-- grain: one row per member, body and unbroken run of days
-- key: link_id
-- note: the seats of entities.seat whose body has a name; first and last day are those on which the
-- seat is known to have been held, and the label says how. Without both days it holds on none
with body as (
    select 'congress:' || committee_code as body_id
    from staging.congress_committee
    union
    select 'congress:' || body_code
    from staging.case_seat
),

member as (
    select 'bioguide:' || bioguide_id as person_id
    from staging.congress_legislator
    union
    select coalesce('bioguide:' || bioguide_id, 'fec:' || candidate_id)
    from staging.case_seat
)

select
    seat.seat_id as link_id,
    'sits_on' as link_type,
    seat.person_id as from_id,
    seat.body_id as to_id,
    seat.first_date,
    seat.last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    len(seat.record_ids)::bigint as record_count,
    'identifier' as basis,
    1.0::double as score,
    concat_ws('; ', seat.title, basis.title) as label,
    seat.record_ids as evidence
from entities.seat as seat
inner join seeds.seat_basis as basis on seat.basis_code = basis.basis_code
semi join member on seat.person_id = member.person_id
left join body on seat.body_id = body.body_id
where starts_with(seat.body_id, 'seat:') or body.body_id is not null
