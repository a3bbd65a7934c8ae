-- title: Committee is the separate segregated fund of an organization
-- grain: one row per pair
-- key: link_id
-- note: stated by a case or by the committee register; a blank sponsor is read from the committee's
-- own other cycles, or from its name, and the label says so
with by_case as (
    select
        committee.record_id,
        'fec:' || committee.committee_id as from_id,
        coalesce(firm.cluster_id, 'uei:' || committee.connected_uei) as to_id,
        'human' as basis
    from staging.case_committee as committee
    left join entities.organization_cluster as firm
        on 'uei:' || committee.connected_uei = firm.organization_id
    where committee.connected_uei is not null
),

stated as (
    select
        record_id,
        from_id,
        to_id,
        basis,
        null::double as score,
        'separate segregated fund' as label
    from by_case
    union all
    select
        sponsor.record_id,
        'fec:' || sponsor.committee_id,
        match.organization_id,
        match.basis,
        match.probability,
        case sponsor.basis_code
            when 'stated' then 'separate segregated fund'
            when 'own_history' then 'separate segregated fund; sponsor named in another cycle'
            else 'separate segregated fund; sponsor read from the committee''s name'
        end
    from entities.sponsor as sponsor
    inner join entities.employer_match as match
        on
            sponsor.stated_name = match.employer
            and match.state_code is null
            and match.until_date is null
    anti join by_case on 'fec:' || sponsor.committee_id = by_case.from_id
    where match.organization_id is not null
)

select
    md5(concat_ws('|', 'connected_organization', from_id, to_id)) as link_id,
    'connected_organization' as link_type,
    from_id,
    to_id,
    null::date as first_date,
    null::date as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    max(basis) as basis,
    min(score) as score,
    min(label) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
