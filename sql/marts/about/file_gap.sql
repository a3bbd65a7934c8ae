-- title: What the contract files that are loaded lack of each other
-- grain: one row per gap
-- key: gap_id
-- params: most_days=45
-- note: the publisher writes a delta once a month, and now and then leaves one out; what changed in
-- between is then in no file but a newer full one
-- column gap_type: missing_delta, missing_part or lone_delta (no full file that it could follow)
-- column agency_code: of the files; null for those of all agencies
-- column file_name: the delta behind the gap, or the part that is there
-- column from_date: the day of the file before the gap
-- column to_date: the day of the file after it
with files as (
    select
        file_sha256,
        file_name,
        file_kind,
        scope_agency_code as agency_code,
        scope_fiscal_year as fiscal_year,
        file_date,
        is_whole,
        replaced_date
    from staging.usaspending_file_scope
    where table_name = 'usaspending_prime_transaction'
),

deltas as (
    select
        agency_code,
        file_date,
        min(file_name) as file_name
    from files
    where file_kind = 'delta' and file_date is not null
    group by agency_code, file_date
),

delta_scopes as (
    select
        agency_code,
        min(file_date) as first_date
    from deltas
    group by agency_code
),

bases as (
    select distinct
        coalesce(file.agency_code, delta.agency_code) as agency_code,
        file.fiscal_year,
        file.file_date
    from delta_scopes as delta
    inner join files as file
        on
            file.agency_code is null
            or delta.agency_code is null
            or delta.agency_code = file.agency_code
    where file.is_whole and file.replaced_date is null
),

-- what follows no full file can still lack a month between its own
lone_bases as (
    select
        delta.agency_code,
        null as fiscal_year,
        delta.first_date as file_date
    from delta_scopes as delta
    left join bases
        on
            delta.agency_code is null
            or delta.agency_code = bases.agency_code
    where bases.file_date is null
),

chained as (
    select
        base.agency_code,
        base.fiscal_year,
        base.file_date,
        null as file_name
    from bases as base
    union all
    select
        base.agency_code,
        base.fiscal_year,
        delta.file_date,
        delta.file_name
    from (
        select * from bases
        union all
        select * from lone_bases
    ) as base
    inner join deltas as delta
        on
            (
                delta.agency_code is null
                or base.agency_code = delta.agency_code
            )
            and base.file_date <= delta.file_date
),

followed as (
    select
        agency_code,
        file_name,
        file_date as to_date,
        lag(file_date) over (
            partition by agency_code, fiscal_year
            order by file_date asc, file_name asc nulls first
        ) as from_date
    from chained
),

missing_deltas as (
    select
        agency_code,
        from_date,
        to_date,
        min(file_name) as file_name,
        array_to_string(
            list_transform(
                generate_series(
                    date_trunc('month', from_date) + interval 1 month,
                    date_trunc('month', to_date) - interval 1 month,
                    interval 1 month
                ),
                lambda month: strftime(month, '%Y-%m')
            ),
            ', '
        ) as months
    from followed
    where file_name is not null and date_diff('day', from_date, to_date) > getvariable('most_days')
    group by agency_code, from_date, to_date
),

gaps as (
    select
        'missing_delta' as gap_type,
        agency_code,
        file_name,
        from_date,
        to_date,
        'Changes of contract actions are missing'
        || coalesce(': ' || nullif(months, ''), '') as title,
        'Between the files of ' || from_date || ' and ' || to_date
        || coalesce(' for agency ' || agency_code, '')
        || ' no delta is loaded, and one comes every month: what was corrected or withdrawn in '
        || 'between is in no figure until a newer full file is loaded.' as description
    from missing_deltas
    union all
    select
        'missing_part' as gap_type,
        agency_code,
        file_name,
        null as from_date,
        file_date as to_date,
        'A full contract file is loaded in part' as title,
        file_name || ' is one part of a full file whose other parts are not loaded: it adds its '
        || 'rows and replaces no older file.' as description
    from files
    where not is_whole
    union all
    select
        'lone_delta' as gap_type,
        delta.agency_code,
        delta.file_name,
        null as from_date,
        delta.file_date as to_date,
        'A delta without the full file that it follows' as title,
        delta.file_name || ' changes only actions that other files hold: no older full file of its '
        || 'agency is loaded, and what it says of other actions is left out.' as description
    from deltas as delta
    anti join bases
        on
            (delta.agency_code is null or delta.agency_code = bases.agency_code)
            and delta.file_date > bases.file_date
)

select
    'file:' || md5(
        concat_ws(
            '|',
            gap_type,
            coalesce(agency_code, ''),
            coalesce(file_name, ''),
            coalesce(from_date::varchar, ''),
            to_date
        )
    ) as gap_id,
    gap_type,
    agency_code,
    file_name,
    from_date,
    to_date,
    title,
    description
from (select distinct * from gaps) as gap
