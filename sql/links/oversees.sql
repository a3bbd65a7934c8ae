-- title: Congressional committee oversees an agency
-- grain: one row per pair
-- key: link_id
-- note: a statement of seeds.oversight, each line with its source; it says what a committee is
-- charged with, not that it acted, and has no dates: jurisdictions are the present ones
-- an agency_prefix of two characters covers every four-character (FPDS) code that begins with it
-- and the department's three-character (Treasury) code, which is 0 and the prefix; it does not
-- cover the codes in except_codes; a prefix of four characters covers that code alone
-- the lines of a department and of its part both count: their basis and evidence are joined
-- committees that oversee all of government (House Oversight, Senate Homeland Security and
-- Governmental Affairs) have lines only for what their rules name; Appropriations has lines for
-- the agencies of the bills that it reports
-- an agency without a code, or a committee that is not loaded, has no link
with line as (
    select
        'oversight:' || trim(committee_code) || ':' || trim(agency_prefix) as record_id,
        trim(committee_code) as committee_code,
        trim(agency_prefix) as agency_prefix,
        string_split(coalesce(trim(except_codes), ''), ' ') as except_codes,
        trim(basis) as basis
    from seeds.oversight
),

body as (
    select committee_code
    from staging.congress_committee
    union
    select body_code
    from staging.case_seat
    where body_kind = 'committee'
),

overseen as (
    select
        line.record_id,
        'congress:' || line.committee_code as from_id,
        agency.agency_id as to_id,
        line.basis
    from line
    inner join body on line.committee_code = body.committee_code
    inner join entities.agency as agency
        on
            '0' || line.agency_prefix = agency.agency_code
            or (
                length(agency.agency_code) = 4
                and starts_with(agency.agency_code, line.agency_prefix)
            )
    where not list_contains(line.except_codes, agency.agency_code)
)

select
    md5(concat_ws('|', 'oversees', from_id, to_id)) as link_id,
    'oversees' as link_type,
    from_id,
    to_id,
    null::date as first_date,
    null::date as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    'human' as basis,
    null::double as score,
    string_agg(distinct basis, '; ' order by basis) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from overseen
group by from_id, to_id
