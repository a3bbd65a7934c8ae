-- title: Human judgements as they are read, with the one rule of which goes before
-- grain: one row per judgement
-- key: judgement_id
-- note: seeds.judgement and seeds.expenditure_judgement; blanks about a value and the case of a
-- verdict say nothing, and a line that stands twice is one
-- the later judgement goes before the earlier; of one day the one that separates, or holds out,
-- which is the higher rank of seeds.verdict; one without a rank decides nothing
-- column seed: which of the two files it is from
-- column judgement_id: hash of all that its line says, who and why among it
-- column left_ref: one side, as the records write it; the spender of an expenditure
-- column right_ref: the other side; the file number of an expenditure, null for all filings
-- column judged_date: null where the line has no day that can be read
-- column precedence: of several on one subject the highest holds; null where it decides nothing
-- column stated: the cells of the line as written
-- column problems: the places in the line, from 1, of what is missing or cannot be read
with line as (
    select
        'judgement' as seed,
        [
            judgement."left",
            judgement."right",
            judgement.verdict,
            judgement.reason,
            judgement.by,
            judgement.date
        ] as stated
    from seeds.judgement as judgement
    union
    select
        'expenditure_judgement',
        [spender_id, file_number, judgement, reason, judged_by, judged_date]
    from seeds.expenditure_judgement
),

trimmed as (
    select
        seed,
        stated,
        list_transform(
            stated,
            lambda cell: nullif(trim(cell, concat(' ', chr(9), chr(10), chr(13), chr(160))), '')
        ) as written,
        [
            written[1],
            written[2],
            lower(written[3]),
            written[4],
            written[5],
            written[6]
        ] as cells
    from line
),

-- the same line with other blanks or letters is no second judgement
distinct_line as (
    select
        seed,
        cells,
        min(stated) as stated
    from trimmed
    group by seed, cells
),

named as (
    select
        seed,
        stated,
        cells[1] as left_cell,
        cells[2] as right_cell,
        cells[3] as word,
        cells[4] as reason,
        cells[5] as judged_by,
        case
            when regexp_full_match(cells[6], '\d{4}-\d{2}-\d{2}') then try_cast(cells[6] as date)
        end as judged_date,
        md5(
            array_to_string(
                list_transform(cells, lambda cell: coalesce(cell, '')), chr(31)
            ) || chr(31) || seed
        ) as judgement_id,
        -- an appearance or a name as written stands left, whichever way round it was judged
        seed = 'judgement'
        and not regexp_matches(cells[1], '^(name|contributor):')
        and regexp_matches(cells[2], '^(name|contributor):') as is_turned
    from distinct_line
),

known as (
    select
        named.*,
        vocabulary.verdict,
        vocabulary.rank::integer as rank
    from named
    left join seeds.verdict as vocabulary
        on named.seed = vocabulary.seed and named.word = vocabulary.verdict
)

select
    seed,
    judgement_id,
    if(is_turned, right_cell, left_cell) as left_ref,
    if(is_turned, left_cell, right_cell) as right_ref,
    verdict,
    reason,
    judged_by,
    judged_date,
    case
        when rank is not null and judged_date is not null
            then row_number() over (
                order by
                    judged_date asc nulls first,
                    rank asc nulls first,
                    judgement_id asc
            )
    end as precedence,
    stated,
    list_filter(
        [
            case when left_cell is null then 1 end,
            case
                -- nothing is judged of a thing and itself
                when
                    seed = 'judgement'
                    and coalesce(right_cell = left_cell, right_cell is null)
                    then 2
                when
                    seed = 'expenditure_judgement'
                    and not regexp_full_match(coalesce(right_cell, '0'), '\d+')
                    then 2
            end,
            case when verdict is null then 3 end,
            case when reason is null then 4 end,
            case when judged_by is null then 5 end,
            case when judged_date is null then 6 end
        ],
        lambda place: place is not null
    ) as problems
from known
