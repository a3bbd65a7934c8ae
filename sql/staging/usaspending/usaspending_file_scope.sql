-- title: What each contract file covers, and of which day it is
-- grain: one row per file and table
-- key: table_name, file_sha256
-- params: part_rows=1000000
-- note: the publisher writes the scope of its monthly archive into the names of its files, as in
-- FY2024_097_Contracts_Full_20250106_1.csv; any other file is an extract, which is never the whole
-- column file_kind: full (every action of its scope on its day), delta (what changed in the month
-- before) or extract (what someone searched for)
-- column scope_agency_code: the code in the name; null for all agencies and for extracts
-- column scope_fiscal_year: null for all years and for extracts
-- column part_number: of a full file that came in several; null where it did not
-- column file_date: the day up to which the file can speak: of its name, else of its retrieval,
-- else of the last change that its rows tell; null where none is known
-- column is_whole: every part of the full file is loaded, and has rows: a file of a header alone
-- replaces nothing; parts have a million rows, but the last
-- column replaced_date: the day of the newest whole full file that covers all of this full file's
-- scope; null where there is none after it
with loaded as (
    select
        table_name,
        file_sha256,
        file_name,
        published_date,
        retrieved_at::date as retrieved_date,
        rows_read,
        coalesce(len(members), 1) as member_count,
        list_concat([file_name], coalesce(other_names, []), coalesce(members[:1], [])) as names
    from lake.load
    where
        table_name in (
            'usaspending_prime_transaction',
            'usaspending_prime_award_summary',
            'usaspending_subaward'
        )
),

spelt_names as (
    select
        *,
        regexp_replace(unnest(names), '%28|%29|[()]', '', 'gi') as spelt_name
    from loaded
),

-- of several names of the same bytes the newest and widest counts, whichever was loaded first; a
-- zip that someone has renamed still says in its members what it is
read_names as (
    select
        *,
        regexp_extract(
            spelt_name,
            '^(?:.*[^a-z0-9])?(?:FY_?)?(\d{4}|All)_{1,2}(\d{3,4}|All)_Contracts_(Full|Delta)'
            || '_(\d{8})(?:_(\d{1,4}))?(?:[^0-9].*)?$',
            ['years', 'agencies', 'file_kind', 'day', 'part'],
            'i'
        ) as word
    from spelt_names
    qualify
        row_number() over (
            partition by table_name, file_sha256
            order by
                word['day'] desc,
                lower(word['file_kind']) desc,
                lower(word['agencies']) = 'all' desc,
                lower(word['years']) = 'all' desc,
                word['part'] asc,
                spelt_name asc
        ) = 1
),

undated as (
    select file_sha256
    from read_names
    where word['day'] = '' and published_date is null and retrieved_date is null
),

-- no row can tell of a change that came after its file
told as (
    select
        file_sha256,
        max(last_modified_at)::date as told_date
    from lake.usaspending_prime_transaction
    where file_sha256 in (select undated.file_sha256 from undated)
    group by file_sha256
    union all
    select
        file_sha256,
        max(last_modified_at)::date as told_date
    from lake.usaspending_prime_award_summary
    where file_sha256 in (select undated.file_sha256 from undated)
    group by file_sha256
    union all
    select
        file_sha256,
        max(subaward_sam_report_last_modified_date)::date as told_date
    from lake.usaspending_subaward
    where file_sha256 in (select undated.file_sha256 from undated)
    group by file_sha256
),

told_days as (
    select
        file_sha256,
        max(told_date) as told_date
    from told
    group by file_sha256
),

scoped as (
    select
        file.table_name,
        file.file_sha256,
        file.file_name,
        coalesce(nullif(lower(file.word['file_kind']), ''), 'extract') as file_kind,
        case when lower(file.word['agencies']) not in ('', 'all') then file.word['agencies'] end
            as scope_agency_code,
        try_cast(file.word['years'] as bigint) as scope_fiscal_year,
        case when file.member_count = 1 then try_cast(file.word['part'] as integer) end
            as part_number,
        coalesce(
            try_strptime(nullif(file.word['day'], ''), '%Y%m%d')::date,
            file.published_date,
            file.retrieved_date,
            told.told_date
        ) as file_date,
        file.rows_read
    from read_names as file
    left join told_days as told on file.file_sha256 = told.file_sha256
),

parts as (
    select
        *,
        case
            when file_kind = 'full'
                then max(part_number) over publication
        end as last_part_number
    from scoped
    window publication as (
        partition by table_name, file_kind, scope_agency_code, scope_fiscal_year, file_date
    )
),

publications as (
    select
        table_name,
        scope_agency_code,
        scope_fiscal_year,
        file_date,
        (
            bool_or(part_number is null)
            or (
                count(distinct part_number) = max(part_number)
                and max(rows_read) filter (where part_number = last_part_number)
                < getvariable('part_rows')
            )
        )
        -- a file of no rows tells of nothing that is gone
        and coalesce(sum(rows_read) <> 0, true) as is_whole
    from parts
    where file_kind = 'full'
    group by
        table_name,
        scope_agency_code,
        scope_fiscal_year,
        file_date
),

replaced as (
    select
        older.table_name,
        older.scope_agency_code,
        older.scope_fiscal_year,
        older.file_date,
        max(newer.file_date) as replaced_date
    from publications as older
    inner join publications as newer
        on
            older.table_name = newer.table_name
            and older.file_date < newer.file_date
            and (
                newer.scope_agency_code is null
                or older.scope_agency_code = newer.scope_agency_code
            )
            and (
                newer.scope_fiscal_year is null
                or older.scope_fiscal_year = newer.scope_fiscal_year
            )
    where newer.is_whole
    group by
        older.table_name,
        older.scope_agency_code,
        older.scope_fiscal_year,
        older.file_date
)

select
    file.table_name,
    file.file_sha256,
    file.file_name,
    file.file_kind,
    file.scope_agency_code,
    file.scope_fiscal_year,
    file.part_number,
    file.file_date,
    case when file.file_kind = 'full' then publication.is_whole end as is_whole,
    case when file.file_kind = 'full' then replaced.replaced_date end as replaced_date
from scoped as file
left join publications as publication
    on
        file.table_name = publication.table_name
        and file.scope_agency_code is not distinct from publication.scope_agency_code
        and file.scope_fiscal_year is not distinct from publication.scope_fiscal_year
        and file.file_date is not distinct from publication.file_date
left join replaced
    on
        file.table_name = replaced.table_name
        and file.scope_agency_code is not distinct from replaced.scope_agency_code
        and file.scope_fiscal_year is not distinct from replaced.scope_fiscal_year
        and file.file_date is not distinct from replaced.file_date
