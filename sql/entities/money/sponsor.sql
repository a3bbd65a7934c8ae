-- title: Who is behind a separate segregated fund, as the register of the cycle names it
-- grain: one row per committee and cycle
-- key: record_id, committee_id
-- note: a separate segregated fund has an organization type, and a designation of B or U: never a
-- leadership committee, a campaign or a joint fundraiser, whatever they name as connected. The
-- organization that the cycle's register states; where it is blank that of the committee's nearest
-- other cycles, if those before and after say the same, or the only one of them bore the same
-- committee name; else the committee's name without the words that every such name has (SOURCES
-- 2.1: blank for a third). (US), (USA) and the like are part of a name
-- column stated_name: the name to resolve
-- column basis_code: stated | own_history | committee_name
-- column is_association: of a union, members or a trade, whose name may resemble a firm's
-- column is_in_own_name: the committee's own name holds the sponsor's
with fund as (
    select
        record_id,
        committee_id,
        cycle,
        name as committee_name,
        -- whoever names a committee as its sponsor, mostly itself, has named none
        case
            when
                not regexp_matches(
                    upper(connected_organization),
                    concat(
                        '\b(P\.?A\.?C\.?|[A-Z]+PAC|POLITIC[A-Z]*|POL ACTION|CMTE',
                        '|GOVERNMENT FUND)(\s|[).,]|$)'
                    )
                )
                then connected_organization
        end as connected_organization,
        organization_type_code,
        -- brackets of a country stand for a while as < and >
        regexp_replace(
            upper(name),
            '[(]((THE )?(U\.?S\.?A?\.?|UNITED STATES|(NORTH )?AMERICAS?))[)]',
            '<\1>',
            'g'
        ) as marked_name
    from entities.committee_register
    where
        designation_code in ('B', 'U')
        and organization_type_code in ('C', 'L', 'M', 'T', 'V', 'W')
),

-- a short form of the committee's own name stands at the end, or names a committee
plain as (
    select
        *,
        translate(
            regexp_replace(
                marked_name,
                concat(
                    '[(][^)]*(PAC\b|POLITICAL|A\.?K\.?A|A/K/A|FUND|COMMITTEE|CMTE)[^)]*[)]?',
                    '|[(][^)]*[)]?\s*$|[ ,:-]+(AKA|A\.?K\.?A\.?|A/K/A)[: ].*$'
                ),
                ' ',
                'g'
            ),
            '<>',
            '()'
        ) as plain_name
    from fund
),

cleaned as (
    select
        *,
        nullif(
            trim(
                regexp_replace(
                    regexp_replace(
                        plain_name,
                        concat(
                            '\b((FEDERAL |VOLUNTARY |NON-?PARTISAN |EMPLOYEES?''?S? )*',
                            '(POLITIC[A-Z]*|POL|CIVIC|LEGISLATIVE) (ACTION|ACTIVITIES|INVOLVEMENT',
                            '|PARTICIPATION|EDUCATION|CONTRIBUTIONS?|SUPPORT|AWARENESS|AFFAIRS)',
                            ' (COMMITTEE|CMTE|FUND|PROGRAM|TRUST|COUNCIL|ASSOCIATION|ACCOUNT)',
                            '|P\.? ?A\.? ?C|(FEDERAL|FED) ?PAC|FEDPAC|(AGENCY|AGENTS?) PAC',
                            '|(GOOD|BETTER|RESPONSIBLE|EFFECTIVE|EXCELLENCE IN|IMPROVED|SOUND)',
                            ' (GOVERNMENT|GOVERNANCE|CITIZENSHIP)',
                            ' (COMMITTEE|FUND|CLUB|PROGRAM|GROUP|ASSOCIATION)',
                            '|RESPONSIBLE CITIZENS( GROUP| FUND)?|CITIZENSHIP (FUND|GROUP)',
                            '|FUND FOR (EFFECTIVE|GOOD|BETTER|RESPONSIBLE) GOVERNMENT',
                            '|(CITIZENS|COMMITTEE) FOR (GOOD|BETTER) GOVERNMENT',
                            '|(GOVERNMENT|PUBLIC|LEGISLATIVE) (AFFAIRS|POLICY)',
                            ' (FUND|COMMITTEE|ASSOCIATION)',
                            '|ALLIANCE FOR (GOOD|BETTER) GOVERNMENT|POLITICAL ALLIANCE',
                            '|ADVOCACY FUND',
                            '|CITIZENSHIP COMMITTEE|CONCERNED CITIZENS|SSF',
                            '|POLITICAL (FUND|TRUST|COMMITTEE|CLUB|PROGRAM)',
                            '|FEDERAL (FUND|POLITICAL)',
                            '|EMPLOYEES?''?S?|SEPARATE SEGREGATED FUND|FEDERAL COMMITTEE',
                            '|CIVIC ACTION FUND|CONCERNED CITIZENS? FUND)\b|;.*$'
                        ),
                        ' ',
                        'g'
                    ),
                    '\s+',
                    ' ',
                    'g'
                ),
                ' ,-''/&:'
            ),
            ''
        ) as cleaned_name
    from plain
),

neighbour as (
    select
        *,
        last_value(connected_organization ignore nulls) over earlier as earlier_name,
        last_value(
            case when connected_organization is not null then committee_name end ignore nulls
        ) over earlier as earlier_own_name,
        first_value(connected_organization ignore nulls) over later as later_name,
        first_value(
            case when connected_organization is not null then committee_name end ignore nulls
        ) over later as later_own_name
    from cleaned
    window
        earlier as (
            partition by committee_id
            order by cycle asc nulls first
            rows between unbounded preceding and 1 preceding
        ),
        later as (
            partition by committee_id
            order by cycle asc nulls first
            rows between 1 following and unbounded following
        )
),

filled as (
    select
        *,
        case
            when upper(earlier_name) = upper(later_name) then later_name
            when later_name is null and earlier_own_name = committee_name then earlier_name
            when earlier_name is null and later_own_name = committee_name then later_name
        end as history_name
    from neighbour
),

named as (
    select
        *,
        coalesce(
            connected_organization,
            history_name,
            case when organization_type_code in ('C', 'M', 'W', 'T') then cleaned_name end
        ) as stated_name
    from filled
)

select
    record_id,
    committee_id,
    cycle,
    stated_name,
    case
        when connected_organization is not null then 'stated'
        when history_name is not null then 'own_history'
        else 'committee_name'
    end as basis_code,
    organization_type_code in ('L', 'M', 'T') as is_association,
    coalesce(
        contains(
            regexp_replace(upper(committee_name), '[^A-Z0-9]+', '', 'g'),
            regexp_replace(upper(stated_name), '[^A-Z0-9]+', '', 'g')
        ),
        false
    ) as is_in_own_name
from named
where stated_name is not null
