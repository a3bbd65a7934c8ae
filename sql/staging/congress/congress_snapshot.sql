-- title: Days on which the seats of congressional committees were published
-- grain: one row per file and day
-- key: snapshot_id
-- note: the day is in the file's name, or said when it was loaded; the same bytes under the names
-- of several days were so on each of them. A Congress begins on 3 January of an odd year. An
-- archived file of one Congress that was published after its end shows its last day
-- column snapshot_id: the file and the day
-- column congress: by the day, or as the name of an archived file says; null where neither is known
-- column seen_date: null where the day is not known
with files as (
    select
        file_sha256,
        cycle,
        unnest(
            coalesce(
                nullif(
                    list_distinct(
                        list_filter(
                            list_transform(
                                -- the name that came last is one of several only beside others
                                [published_date::varchar] || case
                                    when len(other_names) > 0
                                        then [file_name] || other_names
                                    else []::varchar[]
                                end,
                                lambda said: try_cast(
                                    regexp_extract(said, '20\d\d-\d\d-\d\d') as date
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
    from lake.load
    where table_name in ('congress_committee_seat', 'congress_archived_seat')
),

placed as (
    select
        file_sha256,
        coalesce((cycle - 1788) // 2, (year(day - interval 2 day) - 1787) // 2)::integer
            as congress,
        -- the last day of an archived Congress where the file is younger
        case when day > make_date(cycle + 1, 1, 2) then make_date(cycle + 1, 1, 2) else day end
            as seen_date
    from files
)

select
    file_sha256 || coalesce(':' || seen_date, '') as snapshot_id,
    file_sha256,
    seen_date,
    congress
from placed
