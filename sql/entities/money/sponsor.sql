-- title: Who is behind a company's or a union's committee, as the register names it
-- grain: one row per committee, cycle and source
-- key: record_id, committee_id
-- note: the stated organization; else that of the committee's own other cycles, by its id; else
-- the committee's name without the words that every such name has (SOURCES 2.1: blank for a third)
-- column stated_name: the name to resolve
-- column basis_code: stated | own_history | committee_name
with register as (
    select
        record_id,
        committee_id,
        committee_name,
        connected_organization_name,
        organization_type_code,
        cycle
    from staging.fec_cm
    union all
    select
        record_id,
        committee_id,
        committee_name,
        connected_organization_name,
        organization_type_code,
        null
    from staging.fec_api_committee
),

cleaned as (
    select
        *,
        case
            when upper(trim(connected_organization_name)) not in ('NONE', 'N/A', 'NA')
                then connected_organization_name
        end as connected_name,
        nullif(
            trim(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(upper(committee_name), '[(].*?[)]', ' ', 'g'),
                        concat(
                            '\b(POLITICAL (ACTION|ACTIVITIES|INVOLVEMENT|PARTICIPATION|EDUCATION)',
                            ' (COMMITTEE|FUND|PROGRAM)|PAC|(GOOD|BETTER|RESPONSIBLE|EFFECTIVE)',
                            ' GOVERNMENT (COMMITTEE|FUND|CLUB|PROGRAM)|FEDERAL PAC',
                            '|FEDERAL POLITICAL|EMPLOYEES?''?S?|SEPARATE SEGREGATED FUND',
                            '|CIVIC ACTION FUND|FEDERAL COMMITTEE|CONCERNED CITIZENS? FUND)\b|;.*$'
                        ),
                        ' ',
                        'g'
                    ),
                    '\s+',
                    ' ',
                    'g'
                ),
                ' ,-''/&'
            ),
            ''
        ) as cleaned_name
    from register
),

known as (
    select
        committee_id,
        arg_max(connected_name, (coalesce(cycle, 0), connected_name)) as connected_name
    from cleaned
    where connected_name is not null
    group by committee_id
)

select
    cleaned.record_id,
    cleaned.committee_id,
    cleaned.cycle,
    coalesce(cleaned.connected_name, known.connected_name, cleaned.cleaned_name) as stated_name,
    case
        when cleaned.connected_name is not null then 'stated'
        when known.connected_name is not null then 'own_history'
        else 'committee_name'
    end as basis_code
from cleaned
left join known on cleaned.committee_id = known.committee_id
where
    coalesce(cleaned.connected_name, known.connected_name) is not null
    or (cleaned.organization_type_code in ('C', 'M', 'W', 'T') and cleaned.cleaned_name is not null)
