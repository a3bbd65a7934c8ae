-- title: Names to be resolved beside the firms' names that they may stand for
-- grain: one row per name key and name key of a firm
-- key: name_key, firm_key
-- params: word_bits=4 word_keys=40 less_bits=8 beginning_keys=40
-- note: blocked by equal key, equal words, equal letters, cut end, the rarest words, two words that
-- follow each other, the same beginning, and initials either way; the
-- names of seeds.non_employer and names that say that one does not work have no candidates
-- a name that seeds.firm_alias gives a firm that no record knows is nobody else's
-- column block: the strongest of the blocks that bring the two together
with mentioned as (
    select
        key.name_key,
        any_value(key.compact) as compact,
        bool_or(key.is_cut) as is_cut
    from entities.name_key as key
    semi join entities.name_reading as reading on key.name = reading.reading
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

-- another firm's by judgement, of which no record is loaded
elsewhere as (
    select key.name_key
    from seeds.firm_alias as alias
    inner join entities.name_key as key on alias.alias = key.name
    anti join entities.firm_alias as known on key.name_key = known.name_key
    where key.name_key is not null
    group by key.name_key
    -- initials may be anyone's
    having bool_and(alias.kind <> 'acronym')
),

others as (
    select mentioned.*
    from mentioned
    anti join entities.recorded_key as borne on mentioned.name_key = borne.name_key
    anti join elsewhere on mentioned.name_key = elsewhere.name_key
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

-- words by which a name may be found: the rarest first, as many as bring no more than word_keys
found as (
    select
        word.name_key,
        word.word,
        word.bits,
        firm.key_count
    from written as word
    inner join firm_counts as firm on word.word = firm.word
    where
        word.class in ('name', 'common', 'place', 'generic', 'job', 'body', 'institution')
        and (
            word.bits >= getvariable('word_bits')
            or (firm.key_count <= 5 and word.class in ('place', 'job', 'body', 'institution'))
        )
    -- beside a coined word that firms have, a common one finds nobody
    qualify word.bits > max(word.bits) over (partition by word.name_key) - getvariable('less_bits')
),

telling as (
    select
        name_key,
        word
    from found
    qualify sum(key_count) over (
        partition by name_key
        order by key_count asc, word asc
        rows unbounded preceding
    ) <= getvariable('word_keys')
),

-- two words that follow each other (GENERAL MOTORS), though each alone tells little
firm_doubles as (
    select
        firm.name_key,
        concat(firm.word, ' ', next_word.word) as double
    from entities.organization_word as firm
    inner join entities.organization_word as next_word
        on firm.name_key = next_word.name_key and firm.position + 1 = next_word.position
),

double_counts as (
    select
        double,
        count(*) as key_count
    from firm_doubles
    group by double
),

spelt as (
    select
        word.name_key,
        word.position,
        coalesce(spelling.target, word.word) as word
    from entities.name_word as word
    semi join others on word.name_key = others.name_key
    left join entities.word_spelling as spelling on word.word = spelling.word
),

doubles as (
    select
        spelt.name_key,
        concat(spelt.word, ' ', next_word.word) as double
    from spelt
    inner join spelt as next_word
        on spelt.name_key = next_word.name_key and spelt.position + 1 = next_word.position
    inner join double_counts as counted on concat(spelt.word, ' ', next_word.word) = counted.double
    qualify sum(counted.key_count) over (
        partition by spelt.name_key
        order by counted.key_count asc, counted.double asc
        rows unbounded preceding
    ) <= getvariable('word_keys')
),

-- the same beginning without spaces: BAINCO, FEDEX, MCGUIREWOODS
beginnings as (
    select
        left(compact, 5) as beginning,
        name_key,
        compact
    from firm_keys
    where length(compact) >= 4
    qualify count(*) over (partition by left(compact, 5)) <= getvariable('beginning_keys')
),

first_letters as (
    select
        name_key,
        string_agg(left(word, 1), '' order by position) as letters
    from spelt
    group by name_key
    having count(*) between 4 and 6
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
    union all
    select
        doubles.name_key,
        firm.name_key as firm_key,
        '6 telling word'
    from doubles
    inner join firm_doubles as firm on doubles.double = firm.double
    union all
    select
        others.name_key,
        beginnings.name_key as firm_key,
        '8 same beginning'
    from others
    inner join beginnings on left(others.compact, 5) = beginnings.beginning
    where
        starts_with(others.compact, beginnings.compact)
        or starts_with(beginnings.compact, others.compact)
        or jaro_winkler_similarity(others.compact, beginnings.compact) >= 0.93
    union all
    select
        others.name_key,
        firm_keys.name_key as firm_key,
        '7 initials'
    from others
    inner join firm_keys on others.compact = firm_keys.acronym
    anti join seeds.name_word as listed on others.compact = listed.word
    where length(others.compact) between 3 and 6
    union all
    select
        first_letters.name_key,
        firm_keys.name_key as firm_key,
        '7 initials'
    from first_letters
    inner join firm_keys on first_letters.letters = firm_keys.compact
)

select
    name_key,
    firm_key,
    min(block) as block
from blocked
group by name_key, firm_key
