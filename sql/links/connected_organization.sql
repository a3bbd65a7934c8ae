-- title: Committee is the separate segregated fund of an organization
-- grain: one row per pair and run of consecutive cycles
-- key: link_id
-- note: stated by a case, which has no days, or by the committee registers, for their cycles; a
-- blank sponsor is read from the committee's own other cycles, or from its name, and the label says
-- so. An association's fund is a firm's only where the committee's own name holds the very name of
-- the firm. The fund of a domestic subsidiary (US, America) is no fund of a firm whose name says
-- neither, and no fund of one with a foreign legal form that the sponsor does not have
with by_case as (
    select
        committee.record_id,
        committee.committee_id,
        coalesce(firm.cluster_id, 'uei:' || committee.connected_uei) as to_id,
        'human' as basis
    from staging.case_committee as committee
    left join entities.organization_cluster as firm
        on 'uei:' || committee.connected_uei = firm.organization_id
    where committee.connected_uei is not null
),

matched as (
    select
        sponsor.record_id,
        sponsor.committee_id,
        sponsor.cycle,
        match.organization_id as to_id,
        match.basis,
        match.probability as score,
        sponsor.basis_code,
        upper(sponsor.stated_name) as stated_name,
        upper(firm.name) as firm_name
    from entities.sponsor as sponsor
    inner join entities.employer_match as match
        on sponsor.stated_name = match.employer and match.state_code is null
    left join entities.firm as firm on match.organization_id = firm.firm_id
    anti join by_case on sponsor.committee_id = by_case.committee_id
    where
        match.organization_id is not null
        -- who bore the name at the end of the cycle; without a cycle who bears it now
        and (
            match.until_date is null
            or make_date(sponsor.cycle, 12, 31) < match.until_date
        )
        and coalesce(make_date(sponsor.cycle, 12, 31) >= match.from_date, true)
        and (
            not coalesce(sponsor.is_association, false)
            or (sponsor.is_in_own_name and match.basis <> 'similar_name')
        )
),

-- which country's part of a group each name says that it is, and its foreign legal form
placed as (
    select
        *,
        regexp_matches(stated_name, '\b(U\.?S\.?A?|UNITED STATES|AMERICAS?)\b') as is_domestic,
        regexp_matches(firm_name, '\b(U\.?S\.?A?|UNITED STATES|AMERICAS?)\b') as is_firm_domestic,
        regexp_extract(firm_name, '\b(PLC|AG|GMBH|KGAA|S\.?P\.?A|NV|BV|SE|ASA|OYJ|S\.A)\b')
            as firm_form
    from matched
),

kept as (
    select
        *,
        row_number() over (
            partition by committee_id, cycle
            order by score desc, to_id asc
        ) as place
    from placed
    where
        firm_name is null
        or (
            (not is_domestic or is_firm_domestic)
            and (
                firm_form = ''
                or regexp_matches(stated_name, '\b' || replace(firm_form, '.', '\.') || '\b')
            )
        )
),

-- cycles of which nothing is loaded are passed over: both neighbours say the same
loaded_cycle as (
    select
        cycle,
        row_number() over (order by cycle asc) as number
    from entities.committee_register
    where cycle is not null
    group by cycle
),

numbered as (
    select
        kept.*,
        loaded_cycle.number - row_number() over (
            partition by kept.committee_id, kept.to_id
            order by kept.cycle asc
        ) as run_number
    from kept
    left join loaded_cycle on kept.cycle = loaded_cycle.cycle
    where kept.place = 1
),

stated as (
    select
        record_id,
        'fec:' || committee_id as from_id,
        to_id,
        null::integer as cycle,
        null::bigint as run_number,
        basis,
        null::double as score,
        'separate segregated fund' as label
    from by_case
    union all
    select
        record_id,
        'fec:' || committee_id,
        to_id,
        cycle,
        run_number,
        basis,
        score,
        case basis_code
            when 'stated' then 'separate segregated fund'
            when 'own_history' then 'separate segregated fund; sponsor named in another cycle'
            else 'separate segregated fund; sponsor read from the committee''s name'
        end
    from numbered
)

select
    md5(concat_ws('|', 'connected_organization', from_id, to_id, min(cycle))) as link_id,
    'connected_organization' as link_type,
    from_id,
    to_id,
    make_date(min(cycle) - 1, 1, 1) as first_date,
    make_date(max(cycle), 12, 31) as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    max(basis) as basis,
    min(score) as score,
    min(label) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id, run_number
