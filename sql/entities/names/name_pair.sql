-- title: Names to be resolved beside the firms' names that they may stand for
-- grain: one row per name key and name key of a firm
-- key: name_key, firm_key
-- params: word_bits=4 word_keys=60
-- note: blocked by equal key, equal words, equal letters, cut end, telling words and initials; the
-- names of seeds.non_employer and names that say that one does not work have no candidates
-- column block: the strongest of the blocks that bring the two together
with mentioned as (
    select
        key.name_key,
        any_value(key.compact) as compact,
        bool_or(key.is_cut) as is_cut
    from entities.name_key as key
    semi join entities.mention as mention on key.name = mention.name
    anti join seeds.non_employer as excluded on key.name_key = excluded.employer
    where key.name_key is not null
    group by key.name_key
),

firm_keys as (
    select
        name_key,
        any_value(compact) as compact,
        any_value(words) as words,
        any_value(letters) as letters,
        any_value(acronym) as acronym,
        bool_or(is_cut) as is_cut
    from entities.organization_key
    group by name_key
),

exact as (
    select
        mentioned.name_key,
        mentioned.name_key as firm_key,
        '1 equal name' as block
    from mentioned
    semi join firm_keys on mentioned.name_key = firm_keys.name_key
),

idle as (
    select distinct name_key
    from entities.mention_word
    where class = 'not_working'
    union
    -- who works for a firm's client or supplier names the firm, and is not of it
    select distinct name_key
    from mentioned
    where regexp_matches(
        name_key, '\b(CONSULTANT|CONTRACTOR|SUPPLIER|VENDOR|COUNSEL|ADVISOR|ADVISER)S? (TO|FOR)\b'
    )
),

others as (
    select mentioned.*
    from mentioned
    anti join exact on mentioned.name_key = exact.name_key
    anti join idle on mentioned.name_key = idle.name_key
),

written as (
    select word.*
    from entities.mention_word as word
    semi join others on word.name_key = others.name_key
),

word_lists as (
    select
        name_key,
        list_sort(list(word)) as words
    from written
    group by name_key
),

letter_runs as (
    select
        word.name_key,
        string_agg(coalesce(spelling.target, word.word), '' order by word.position) as letters
    from entities.name_word as word
    semi join others on word.name_key = others.name_key
    left join entities.word_spelling as spelling on word.word = spelling.word
    group by word.name_key
),

firm_counts as (
    select distinct
        word,
        key_count
    from entities.organization_word
),

-- a name whose most telling word no firm has names no firm
telling as (
    select
        word.name_key,
        word.word,
        word.bits,
        firm.key_count
    from written as word
    left join firm_counts as firm on word.word = firm.word
    where word.class in ('name', 'common', 'place', 'generic', 'job')
    qualify row_number() over (
        partition by word.name_key
        order by word.bits desc, coalesce(firm.key_count, 0) asc, word.word asc
    ) = 1
),

blocked as (
    select * from exact
    union all
    select
        word_lists.name_key,
        firm_keys.name_key as firm_key,
        if(letter_runs.letters = firm_keys.letters, '2 equal words', '4 words turned')
    from word_lists
    inner join letter_runs on word_lists.name_key = letter_runs.name_key
    inner join firm_keys on word_lists.words = firm_keys.words
    union all
    select
        letter_runs.name_key,
        firm_keys.name_key as firm_key,
        '3 equal letters'
    from letter_runs
    inner join firm_keys on letter_runs.letters = firm_keys.letters
    union all
    select
        others.name_key,
        firm_keys.name_key as firm_key,
        '3 equal letters'
    from others
    inner join firm_keys on others.compact = firm_keys.compact
    union all
    select
        others.name_key,
        firm_keys.name_key as firm_key,
        '5 cut end'
    from others
    inner join firm_keys on left(others.compact, 12) = left(firm_keys.compact, 12)
    where
        (
            others.is_cut
            and length(others.compact) >= 20
            and starts_with(firm_keys.compact, others.compact)
        )
        or (
            firm_keys.is_cut
            and length(firm_keys.compact) >= 16
            and starts_with(others.name_key, firm_keys.name_key)
            -- cut within a word
            and substring(others.name_key, length(firm_keys.name_key) + 1, 1) <> ' '
        )
    union all
    select
        telling.name_key,
        firm.name_key as firm_key,
        '6 telling word'
    from telling
    inner join entities.organization_word as firm on telling.word = firm.word
    where
        telling.bits >= getvariable('word_bits')
        and telling.key_count <= getvariable('word_keys')
    union all
    select
        others.name_key,
        firm_keys.name_key as firm_key,
        '7 initials'
    from others
    inner join firm_keys on others.compact = firm_keys.acronym
    anti join seeds.name_word as listed on others.compact = listed.word
    where length(others.compact) between 3 and 6
)

select
    name_key,
    firm_key,
    min(block) as block
from blocked
group by name_key, firm_key
