-- title: Large contractors and who bought them (CSIS)
-- grain: one row per name
-- key: record_id
-- note: a name is written FIRM [BUYER]; joint ventures and lists of buyers state no parent
-- column owner_name: the buyer; null where none or more than one is named
-- column merger_year: the year from which the buyer's totals include it: that of the purchase, or
-- the next where it came late in the year; null where unknown
-- column merger_date: the day of the purchase; null where the table has the year alone, which it
-- writes as the first of January
select
    'csis:' || md5(parent_name) as record_id,
    trim(regexp_replace(parent_name, '[[].*$', '')) as name,
    case
        when
            not regexp_matches(parent_name, '(?i)joint|[[][^]]*/') and joint_venture <> '1'
            then nullif(trim(regexp_extract(parent_name, '[[]([^]]+)[]]', 1)), '')
    end as owner_name,
    try_cast(merger_year as integer) as merger_year,
    case
        when not contains(merger_date, '-01-01')
            then try_cast(left(merger_date, 10) as date)
    end as merger_date,
    nullif(short_name, 'NULL') as short_name,
    problems,
    file_sha256
from lake.csis_parent
where parent_name is not null
qualify row_number() over (partition by parent_name order by file_sha256 desc) = 1
