-- title: Congressional committees and subcommittees
-- grain: one row per committee code
-- key: record_id
-- note: by the committees' own file, and where that has no such code by the archive
with stated as (
    select
        committee_code,
        parent_code,
        chamber,
        committee_name,
        committee_url as record_url,
        problems,
        file_sha256,
        1 as trust,
        0 as cycle
    from lake.congress_committee
    union all
    select
        committee_code,
        parent_code,
        chamber,
        committee_name,
        null,
        []::varchar[],
        file_sha256,
        0,
        cycle
    from lake.congress_archived_seat
)

select
    'congress:committee:' || committee_code as record_id,
    record_url,
    committee_code,
    parent_code,
    chamber,
    committee_name,
    problems,
    file_sha256
from stated
qualify
    row_number() over (
        partition by committee_code
        order by trust desc, cycle desc, file_sha256 desc, committee_name asc
    ) = 1
