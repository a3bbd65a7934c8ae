-- claim: Palantir contracted with ten agencies in fiscal year 2018, the Army and immigration
--   enforcement among them
-- speaker: Treasury Data Lab
-- date: undated
-- source: Treasury Data Lab contract explorer, fiscal year 2018
-- source_url: link wanted
-- expects: obligations to Palantir or its federal subsidiary by ten agencies or more
-- tolerance: none
-- excludes: other years, and agencies below the explorer's listing; figures of the explorer, not
--   our sums
with obligated as (
    select
        to_id as agency_id,
        to_name as agency_name,
        flatten(list(evidence)) as evidence
    from marts.edge
    where
        link_type = 'received_award'
        and from_id in ('uei:FSY4LVSBGWB7', 'uei:HNN4F9JZWDY8')
        and first_date = '2017-10-01'
        and last_date = '2018-09-30'
    group by to_id, to_name
),

part as (
    select
        1 as place,
        'Agencies with obligations in that year' as part,
        count(distinct agency_name) || ': '
        || string_agg(distinct agency_name, '; ' order by agency_name) as found,
        nullif(count(distinct agency_name), 0) as value,
        10 as expected,
        flatten(list(evidence)) as evidence
    from obligated
    union all
    select
        2,
        'The Army among them',
        any_value(agency_name),
        nullif(count(*), 0),
        1,
        flatten(list(evidence))
    from obligated
    where agency_name = 'Department of the Army'
    union all
    select
        3,
        'Immigration and Customs Enforcement among them',
        any_value(agency_name),
        nullif(count(*), 0),
        1,
        flatten(list(evidence))
    from obligated
    where agency_name = 'U.S. Immigration and Customs Enforcement'
)

select
    part,
    found,
    '>=' as test,
    value,
    expected,
    evidence
from part
order by place
