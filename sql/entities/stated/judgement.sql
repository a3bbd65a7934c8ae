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
        ["left", "right", verdict, reason, "by", "date"] as stated
    from seeds.judgement
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
        ) as cells
    from line
),

-- the same line with other blanks is no second judgement
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
        lower(cells[3]) as verdict,
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
)

select
    named.seed,
    named.judgement_id,
    if(named.is_turned, named.right_cell, named.left_cell) as left_ref,
    if(named.is_turned, named.left_cell, named.right_cell) as right_ref,
    known.verdict,
    named.reason,
    named.judged_by,
    named.judged_date,
    case
        when known.rank is not null and named.judged_date is not null
            then row_number() over (
                order by
                    named.judged_date asc nulls first,
                    known.rank::integer asc nulls first,
                    named.judgement_id asc
            )
    end as precedence,
    named.stated,
    list_filter(
        [
            case when named.left_cell is null then 1 end,
            case
                -- nothing is judged of a thing and itself
                when
                    named.seed = 'judgement'
                    and coalesce(named.right_cell = named.left_cell, named.right_cell is null)
                    then 2
                when
                    named.seed = 'expenditure_judgement'
                    and not regexp_full_match(coalesce(named.right_cell, '0'), '\d+')
                    then 2
            end,
            case when known.verdict is null then 3 end,
            case when named.reason is null then 4 end,
            case when named.judged_by is null then 5 end,
            case when named.judged_date is null then 6 end
        ],
        lambda place: place is not null
    ) as problems
from named
left join seeds.verdict as known on named.seed = known.seed and named.verdict = known.verdict
