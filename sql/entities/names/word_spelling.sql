-- title: Misspelt words and the firms' words that they are taken for
-- grain: one row per word as written
-- key: word
-- note: only words that no firm has and no word list knows, of five letters or more; a word as near
-- to two others is left as it is
-- column edits: letters changed, added, left out or swapped
-- column is_first_same: the first letter is the same
with written as (
    select
        word,
        any_value(kind) as kind
    from entities.name_word
    group by word
),

unknown as (
    select written.word
    from written
    anti join entities.organization_word as firm on written.word = firm.word
    left join entities.word as value on written.word = value.word
    where
        written.kind is null
        and length(written.word) >= 5
        and coalesce(value.name_count, 0) <= 5
        and not regexp_matches(written.word, '[0-9]')
),

targets as (
    -- a short common word has other words beside it (HOIST, MOIST)
    select word from entities.organization_word
    where length(word) >= 6
    union
    select word from entities.listed_word
    where
        length(word) >= 6
        and (
            kind in ('generic', 'different_body', 'institution', 'occupation', 'not_working')
            or is_job
        )
),

left_out as (
    select
        word,
        word as shape
    from unknown
    union
    select
        word,
        left(word, place::integer - 1) || substring(word, place::integer + 1)
    from unknown, unnest(range(1, length(word) + 1)) as cut (place)
),

targets_left_out as (
    select
        word,
        word as shape
    from targets
    union
    select
        word,
        left(word, place::integer - 1) || substring(word, place::integer + 1)
    from targets, unnest(range(1, length(word) + 1)) as cut (place)
),

near as (
    select
        left_out.word,
        targets_left_out.word as target
    from left_out
    inner join targets_left_out on left_out.shape = targets_left_out.shape
    union
    select
        unknown.word,
        targets.word as target
    from unknown
    inner join targets on left(unknown.word, 4) = left(targets.word, 4)
    where length(unknown.word) >= 8 and abs(length(unknown.word) - length(targets.word)) <= 2
    union
    select
        unknown.word,
        targets.word as target
    from unknown
    inner join targets
        on
            left(unknown.word, 2) = left(targets.word, 2)
            and right(unknown.word, 4) = right(targets.word, 4)
    where length(unknown.word) >= 8 and abs(length(unknown.word) - length(targets.word)) <= 2
    union
    select
        unknown.word,
        targets.word as target
    from unknown
    inner join targets
        on
            left(unknown.word, 1) || regexp_replace(unknown.word, '[AEIOUYHW]', '', 'g')
            = left(targets.word, 1) || regexp_replace(targets.word, '[AEIOUYHW]', '', 'g')
    where length(unknown.word) >= 8
),

measured as (
    select
        word,
        target,
        damerau_levenshtein(word, target) as edits
    from near
),

close as (
    select
        *,
        min(edits) over (partition by word) as least_edits
    from measured
    where edits = 1 or (edits = 2 and length(word) >= 8 and length(target) >= 7)
)

select
    word,
    min(target) as target,
    min(edits) as edits,
    left(word, 1) = left(min(target), 1) as is_first_same
from close
where edits = least_edits
group by word
having count(distinct target) = 1
