-- title: Names of people, in their parts
-- grain: one row per name as written
-- key: name
-- note: LAST, FIRST MIDDLE SUFFIX as the FEC writes it, and FIRST LAST without a comma; titles and
-- credentials are left out; a last name is compared by its letters alone (OBRIEN, VANDERBERG)
-- column last_name: letters only
-- column first_word: the first word before the comma, should the name stand the wrong way round
-- column given_names: the formal names that the first name may stand for, and itself
-- column title: MR, or MRS for Mrs, Ms and Miss; null where none is written or both are
-- column first_name: null where a Mrs goes by her husband's (DOE, JOHN MRS.): her own is not stated
-- column is_couple: two people on one line, who are neither of them
-- column is_trust: a trust or an estate, which is no person
with names as (
    select name from entities.name_kind
    where kind_code in ('person', 'couple', 'trust')
    union
    select officer_name from entities.named_officer
    where officer_name is not null
    union
    select person from staging.case_person
),

dropped as (
    select list(word) as words
    from seeds.name_suffix
    where kind in ('title', 'credential', 'suffix')
),

suffixes as (
    select list(word) as words
    from seeds.name_suffix
    where kind = 'suffix'
),

particles as (
    select list(word) as words
    from seeds.name_suffix
    where kind = 'particle'
),

-- letters, ordinals and spaces, the comma kept
plain as (
    select
        name,
        regexp_replace(
            regexp_replace(upper(strip_accents(name)), '[.''’`"]', '', 'g'),
            -- 3RD keeps its digit
            '[^A-Z0-9,]+|[0-9]+\b|[0-9]{2,}',
            ' ',
            'g'
        ) as text
    from names
),

parts as (
    select
        plain.name,
        plain.text,
        string_split(trim(split_part(plain.text, ',', 1)), ' ') as before_words,
        string_split(
            replace(substring(plain.text, strpos(plain.text || ',', ',') + 1), ',', ' '), ' '
        ) as after_words,
        dropped.words as dropped_words,
        suffixes.words as suffix_words
    from plain
    cross join dropped
    cross join suffixes
),

split as (
    select
        name,
        dropped_words,
        suffix_words,
        list_filter(before_words, lambda w: w <> '') as before,
        list_filter(
            after_words,
            lambda w: w <> '' and (length(w) = 1 or not list_contains(dropped_words, w))
        ) as after,
        list_filter(after_words, lambda w: length(w) > 1) as after_words
    from parts
),

cleaned as (
    select
        name,
        -- ERIK HALVORSEN, PHD has none
        len(after) > 0 as has_comma,
        case
            when len(before) < 2 then before
            when
                len(after) = 0
                and len(
                    list_filter(
                        before, lambda w: length(w) = 1 or not list_contains(dropped_words, w)
                    )
                ) > 1
                then list_filter(
                    before, lambda w: length(w) = 1 or not list_contains(dropped_words, w)
                )
            else list_filter(
                before,
                lambda w: not list_contains(suffix_words, w)
                and w not in ('DR', 'MR', 'MRS', 'MS', 'MISS', 'HON', 'REV', 'SEN', 'REP')
            )
        end as before,
        after,
        -- an initial V is a middle name where it stands among the given names
        list_filter(
            list_concat(before[2:], after_words), lambda w: list_contains(suffix_words, w)
        )[1] as suffix,
        list_concat(before, after_words) as words
    from split
),

-- BERG, PIETER VAN DER and PIETER VAN DER BERG
parted_last as (
    select
        cleaned.name,
        cleaned.has_comma,
        cleaned.before,
        cleaned.after,
        cleaned.suffix,
        case
            when
                list_has_any(cleaned.words, ['MRS', 'MS', 'MISS'])
                and list_contains(cleaned.words, 'MR')
                then null
            when list_contains(cleaned.words, 'MRS') then 'MRS'
            when list_has_any(cleaned.words, ['MS', 'MISS']) then 'MS'
            when list_contains(cleaned.words, 'MR') then 'MR'
        end as title,
        case
            when
                len(cleaned.after) >= 3
                and list_contains(particles.words, cleaned.after[-1])
                and list_contains(particles.words, cleaned.after[-2])
                then cleaned.after[-2:]
            when
                len(cleaned.after) >= 2
                and length(cleaned.after[-1]) > 1
                and list_contains(particles.words, cleaned.after[-1])
                then cleaned.after[-1:]
            when
                not cleaned.has_comma
                and len(cleaned.before) >= 4
                and list_contains(particles.words, cleaned.before[-2])
                and list_contains(particles.words, cleaned.before[-3])
                then cleaned.before[-3:-2]
            when
                not cleaned.has_comma
                and len(cleaned.before) >= 3
                and length(cleaned.before[-2]) > 1
                and list_contains(particles.words, cleaned.before[-2])
                then cleaned.before[-2:-2]
            else []
        end as particles
    from cleaned
    cross join particles
),

given_name as (
    select word from seeds.name_word
    where kind = 'given_name'
    union
    select short.nickname
    from seeds.nickname as short
    -- ALLEN LAWRENCE
    anti join seeds.name_word as surname
        on short.nickname = surname.word and surname.kind = 'surname'
),

-- without a comma: FIRST MIDDLE LAST, or LAST FIRST MIDDLE where the first word is no given name
ordered as (
    select
        cleaned.name,
        cleaned.suffix,
        cleaned.title,
        cleaned.before[1] as first_word,
        case
            when cleaned.has_comma
                then array_to_string(list_concat(cleaned.particles, cleaned.before), '')
            when given.word is null and second_given.word is not null then cleaned.before[1]
            else array_to_string(list_concat(cleaned.particles, cleaned.before[-1:]), '')
        end as last_name,
        case
            when cleaned.has_comma then cleaned.after[:-1 - len(cleaned.particles)]
            when given.word is null and second_given.word is not null then cleaned.before[2:]
            else cleaned.before[:-2 - len(cleaned.particles)]
        end as given_words
    from parted_last as cleaned
    left join given_name as given on cleaned.before[1] = given.word
    left join given_name as second_given on cleaned.before[2] = second_given.word
),

parted as (
    select
        ordered.name,
        case ordered.suffix
            when '2ND' then 'II'
            when '2D' then 'II'
            when '3RD' then 'III'
            when '3D' then 'III'
            when '4TH' then 'IV'
            when '5TH' then 'V'
            when 'JUNIOR' then 'JR'
            when 'JNR' then 'JR'
            when 'SENIOR' then 'SR'
            when 'SNR' then 'SR'
            else ordered.suffix
        end as suffix,
        case
            -- MS behind a man's name is a degree
            when ordered.title = 'MS' and man.word is not null then null
            when ordered.title = 'MS' then 'MRS'
            else ordered.title
        end as title,
        nullif(
            case
                when length(ordered.last_name) >= 6 and starts_with(ordered.last_name, 'MAC')
                    then 'MC' || substring(ordered.last_name, 4)
                when length(ordered.last_name) >= 8 and starts_with(ordered.last_name, 'SAINT')
                    then 'ST' || substring(ordered.last_name, 6)
                else ordered.last_name
            end,
            ''
        ) as last_name,
        ordered.first_word,
        case
            when ordered.title = 'MRS' and man.word is not null then null
            else nullif(ordered.given_words[1], '')
        end as first_name,
        ordered.given_words[2] as middle_name
    from ordered
    left join seeds.mans_name as man on ordered.given_words[1] = man.word
),

formal as (
    select
        nickname,
        list_sort(list(given_name)) as given_names
    from seeds.nickname
    group by nickname
)

select
    parted.name,
    parted.last_name,
    parted.first_word,
    parted.first_name,
    parted.middle_name,
    parted.suffix,
    parted.title,
    coalesce(kind.kind_code = 'trust', false) as is_trust,
    coalesce(kind.kind_code = 'couple', false) as is_couple,
    list_concat(
        -- J. EDGAR goes by EDGAR
        if(
            length(parted.first_name) = 1 and length(parted.middle_name) > 1,
            [parted.first_name, parted.middle_name],
            [parted.first_name]
        ),
        coalesce(formal.given_names, [])
    ) as given_names
from parted
left join formal on parted.first_name = formal.nickname
left join entities.name_kind as kind on parted.name = kind.name
