-- title: Answers of those who were asked, as they are read
-- grain: one row per answer
-- key: answer_id
-- note: seeds.answer; blanks about a value say nothing, and a line that stands twice is one
-- column seed: the file that it is from
-- column answer_id: hash of all that its line says: an answer that was corrected is another one
-- column stated: the cells of the line as written
-- column problems: the places in the line, from 1, of what is missing or cannot be read
with line as (
    select distinct
        [
            entity_id,
            asked_date,
            question,
            answered_date,
            answer,
            answered_by,
            source_url
        ] as stated
    from seeds.answer
),

trimmed as (
    select
        stated,
        list_transform(
            stated,
            lambda cell: nullif(trim(cell, concat(' ', chr(9), chr(10), chr(13), chr(160))), '')
        ) as cells
    from line
),

distinct_line as (
    select
        cells,
        min(stated) as stated
    from trimmed
    group by cells
),

named as (
    select
        stated,
        md5(
            array_to_string(list_transform(cells, lambda cell: coalesce(cell, '')), chr(31))
        ) as answer_id,
        cells[1] as entity_id,
        case
            when regexp_full_match(cells[2], '\d{4}-\d{2}-\d{2}') then try_cast(cells[2] as date)
        end as asked_date,
        cells[3] as question,
        case
            when regexp_full_match(cells[4], '\d{4}-\d{2}-\d{2}') then try_cast(cells[4] as date)
        end as answered_date,
        cells[5] as answer,
        cells[6] as answered_by,
        cells[7] as source_url
    from distinct_line
)

select
    'answer' as seed,
    *,
    list_filter(
        [
            case when entity_id is null then 1 end,
            case when asked_date is null then 2 end,
            case when question is null then 3 end,
            case when answered_date is null then 4 end,
            case when answer is null then 5 end,
            case when answered_by is null then 6 end,
            case when not starts_with(source_url, 'https://') then 7 end
        ],
        lambda place: place is not null
    ) as problems
from named
