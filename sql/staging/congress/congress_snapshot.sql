-- title: Days on which the seats of congressional committees were published
-- grain: one row per file and day
-- key: snapshot_id
-- params: min_carried_share=0.98 min_carried_rows=500 carried_days=60
-- note: the day is in the file's name, or said when it was loaded; the same bytes under the names of
-- several days were so on each of them. A Congress begins on 3 January of an odd year. An archived
-- file of one Congress that was published after its end shows its last day
-- column snapshot_id: the file and the day
-- column congress: by the day, or as the name of an archived file says; null where neither is known
-- column seen_date: null where the day is not known
-- column is_carried_over: a file of the first weeks of a Congress that has hardly a seat that the
-- last file of the Congress before has not: it still shows that one, and nothing of the new
with files as (
    select
        load.file_sha256,
        load.cycle,
        unnest(
            coalesce(
                nullif(
                    list_distinct(
                        list_filter(
                            list_transform(
                                -- the name that came last is one of several only beside others
                                [load.published_date::varchar] || case
                                    when len(load.other_names) > 0
                                        then [load.file_name] || load.other_names
                                    else []::varchar[]
                                end,
                                lambda name: try_cast(
                                    regexp_extract(name, '20\d\d-\d\d-\d\d') as date
                                )
                            ),
                            lambda day: day is not null
                        )
                    ),
                    []
                ),
                [null::date]
            )
        ) as day
    from lake.load as load
    where load.table_name in ('congress_committee_seat', 'congress_archived_seat')
),

placed as (
    select
        file_sha256,
        coalesce((cycle - 1788) // 2, (year(day - interval 2 day) - 1787) // 2)::integer
            as congress,
        -- the last day of an archived Congress where the file is younger
        case
            when cycle is null then day
            else least(day, make_date(cycle + 1, 1, 2))
        end as seen_date
    from files
),

listed as (
    select distinct
        file_sha256,
        committee_code,
        bioguide_id
    from lake.congress_committee_seat
    where bioguide_id is not null
),

-- the last file of each Congress
closing as (
    select
        placed.congress,
        arg_max(placed.file_sha256, (placed.seen_date, placed.file_sha256)) as file_sha256
    from placed
    semi join listed on placed.file_sha256 = listed.file_sha256
    where placed.seen_date is not null
    group by placed.congress
),

early as (
    select
        placed.file_sha256,
        placed.seen_date,
        closing.file_sha256 as earlier_sha256
    from placed
    inner join closing on placed.congress - 1 = closing.congress
    where
        placed.seen_date
        < make_date(1787 + 2 * placed.congress, 1, 3) + getvariable('carried_days')::integer
),

compared as (
    select
        early.file_sha256,
        early.seen_date,
        count(*) as row_count,
        count(earlier.bioguide_id) as carried_count
    from early
    inner join listed on early.file_sha256 = listed.file_sha256
    left join listed as earlier
        on
            early.earlier_sha256 = earlier.file_sha256
            and listed.committee_code = earlier.committee_code
            and listed.bioguide_id = earlier.bioguide_id
    group by early.file_sha256, early.seen_date
)

select
    placed.file_sha256 || coalesce(':' || placed.seen_date, '') as snapshot_id,
    placed.file_sha256,
    placed.seen_date,
    placed.congress,
    coalesce(
        compared.row_count >= getvariable('min_carried_rows')::integer
        and compared.carried_count
        >= getvariable('min_carried_share')::double * compared.row_count,
        false
    ) as is_carried_over
from placed
left join compared
    on placed.file_sha256 = compared.file_sha256 and placed.seen_date = compared.seen_date
