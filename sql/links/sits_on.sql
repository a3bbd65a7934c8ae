-- title: Member sits or sat in Congress or on one of its committees
-- grain: one row per pair
-- key: link_id
-- note: dates where stated; current lists carry none
with stated as (
    select
        record_id,
        coalesce('bioguide:' || bioguide_id, 'fec:' || candidate_id) as from_id,
        case body_kind when 'chamber' then 'seat:' else 'congress:' end || body_code as to_id,
        start_date,
        end_date,
        body as stated_label
    from staging.case_seat
    union all
    select
        seat.record_id,
        'bioguide:' || seat.bioguide_id,
        'congress:' || seat.committee_code,
        null,
        null,
        coalesce(seat.title, 'member')
    from staging.congress_committee_seat as seat
    inner join staging.congress_legislator as member on seat.bioguide_id = member.bioguide_id
    inner join staging.congress_committee as body on seat.committee_code = body.committee_code
    union all
    select
        record_id,
        'bioguide:' || bioguide_id,
        'seat:' || case chamber when 'house' then 'H-' else 'S-' end || state_code
        || case when chamber = 'house' then '-' || lpad(district_code, 2, '0') else '' end,
        term_start_date,
        term_end_date,
        'current term'
    from staging.congress_legislator
)

select
    md5(concat_ws('|', 'sits_on', from_id, to_id)) as link_id,
    'sits_on' as link_type,
    from_id,
    to_id,
    min(start_date) as first_date,
    case when bool_and(end_date is not null) then max(end_date) end as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'identifier' as basis,
    1.0::double as score,
    max(stated_label) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
