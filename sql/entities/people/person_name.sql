-- title: Names of people, in their parts
-- grain: one row per name as written
-- key: name
-- note: LAST, FIRST MIDDLE SUFFIX as the FEC writes it, and FIRST LAST without a comma; titles and
-- credentials are left out; a last name is compared by its letters alone (OBRIEN, VANDERBERG)
-- without a comma a surname may stand first (KIM MIN JUN): where the first word is a frequent
-- surname, no likelier a given name, and the last word is none of seeds.name_share
-- column last_name: letters only
-- column first_word: the first word before the comma, should the name stand the wrong way round
-- column last_keys: what the last name is found by, itself first: its words where it has several
-- (GARCIA LOPEZ, AL MASRI), each by its sound, so that spellings agree (DUBROVSKY, DUBROVSKI)
-- column given_text: all given names and initials, letters only (WEIMING for WEI MING)
-- column given_names: itself, and the formal names that the first name may stand for, the most
-- frequent one last
-- column title: MR, or MRS for Mrs, Ms and Miss; null where none is written or both are
-- column first_name: two short words that are one given name together (WEIMING for WEI MING); null
-- where a Mrs goes by her husband's (DOE, JOHN MRS.): her own is not stated
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

shares as (
    select
        name,
        max(per_100k::integer) filter (where kind = 'surname') as surname_share,
        max(per_100k::integer) filter (where kind = 'given_name') as given_share
    from seeds.name_share
    group by name
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

-- what is known of a word: how often it is a surname or a given name, and whether it is one
known as (
    select
        word,
        max(surname_share) as surname_share,
        max(given_share) as given_share,
        bool_or(is_given) as is_given,
        bool_or(is_spelling) as is_spelling
    from (
        select
            name as word,
            surname_share,
            given_share,
            false as is_given,
            false as is_spelling
        from shares
        union all
        select
            word,
            null,
            null,
            true,
            false
        from given_name
        union all
        select
            unnest([spelling, usual]),
            null,
            null,
            false,
            true
        from seeds.name_spelling
    ) as listed
    group by word
),

-- without a comma: FIRST MIDDLE LAST, or LAST FIRST MIDDLE where the first word is no given name
turned as (
    select
        cleaned.*,
        particles.words as particle_words,
        not cleaned.has_comma
        and (
            (
                coalesce(not first_word.is_given, true)
                and coalesce(second_word.is_given, false)
            )
            or (
                len(cleaned.before) >= 2
                and first_word.surname_share is not null
                and last_word.surname_share is null
                and length(cleaned.before[-1]) > 1
                and (
                    (not first_word.is_given and first_word.given_share is null)
                    -- KIM and LEE are both: MIN JUN is no given name and surname
                    or (
                        len(cleaned.before) >= 3
                        and first_word.given_share <= 2 * first_word.surname_share
                        and coalesce(not second_word.is_given, true)
                        and second_word.surname_share is null
                        and second_word.given_share is null
                    )
                )
            )
        ) as is_surname_first
    from parted_last as cleaned
    left join known as first_word
        on not cleaned.has_comma and cleaned.before[1] = first_word.word
    left join known as second_word
        on not cleaned.has_comma and cleaned.before[2] = second_word.word
    left join known as last_word
        on not cleaned.has_comma and cleaned.before[-1] = last_word.word
    cross join particles
),

ordered as (
    select
        name,
        suffix,
        title,
        before[1] as first_word,
        if(
            has_comma and len(before) > 1,
            list_filter(
                before,
                lambda w: length(w) > 1 and not list_contains(particle_words, w)
            ),
            []
        ) as last_words,
        case
            when has_comma
                then array_to_string(list_concat(particles, before), '')
            when is_surname_first then before[1]
            else array_to_string(list_concat(particles, before[-1:]), '')
        end as last_name,
        case
            when has_comma then after[:-1 - len(particles)]
            when is_surname_first then before[2:]
            else before[:-2 - len(particles)]
        end as given_words
    from turned
),

-- WEI MING is one name: two words of one syllable, the second no given name that is known, and
-- the first none, or a surname as well (KIM LIEN)
spaced as (
    select
        ordered.*,
        regexp_full_match(ordered.given_words[1], '[^AEIOUY]{0,3}[AEIOUY]+[^AEIOUY]{0,2}')
        and regexp_full_match(ordered.given_words[2], '[^AEIOUY]{0,3}[AEIOUY]+[^AEIOUY]{0,2}')
        and length(ordered.given_words[1]) between 2 and 6
        and length(ordered.given_words[2]) between 2 and 6
        and coalesce(
            (not one.is_given and not one.is_spelling and one.given_share is null)
            or coalesce(one.given_share, 0) <= 2 * one.surname_share,
            true
        )
        and coalesce(
            not other.is_given and not other.is_spelling and other.given_share is null, true
        ) as is_one_given
    from ordered
    left join known as one
        on length(ordered.given_words[2]) between 2 and 6 and ordered.given_words[1] = one.word
    left join known as other
        on length(ordered.given_words[1]) between 2 and 6 and ordered.given_words[2] = other.word
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
        ordered.last_words,
        ordered.given_words,
        case
            when ordered.title = 'MRS' and man.word is not null then null
            when ordered.is_one_given then ordered.given_words[1] || ordered.given_words[2]
            else nullif(ordered.given_words[1], '')
        end as first_name,
        if(ordered.is_one_given, ordered.given_words[3], ordered.given_words[2]) as middle_name
    from spaced as ordered
    left join seeds.mans_name as man on ordered.given_words[1] = man.word
),

formal as (
    select
        known.nickname,
        list(
            known.given_name
            order by coalesce(shares.given_share, 0) asc, known.given_name asc
        ) as given_names
    from (
        select
            nickname,
            given_name
        from seeds.nickname
        union
        select
            spelling as nickname,
            usual as given_name
        from seeds.name_spelling
    ) as known
    left join shares on known.given_name = shares.name
    group by known.nickname
),

spellings as (
    select map(list(spelling), list(usual)) as usual
    from seeds.name_spelling
),

spelt as (
    select
        parted.*,
        spellings.usual as usual_spellings
    from parted
    cross join spellings
),

-- one key for the spellings of a sound, of five letters and more
keyed as (
    select
        *,
        list_transform(
            list_concat([last_name], last_words),
            lambda w: case
                when length(w) < 5 then coalesce(usual_spellings[w], w)
                when
                    not regexp_matches(
                        coalesce(usual_spellings[w], w),
                        'PH|SK|FF$|[VW]I|[KGBDZ]H|[AEI][IY]|EE|Y$'
                    )
                    then coalesce(usual_spellings[w], w)
                else
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(
                                regexp_replace(
                                    regexp_replace(
                                        replace(coalesce(usual_spellings[w], w), 'PH', 'F'),
                                        'SK(IY|YY|YJ|IJ|II|Y)$',
                                        'SKI'
                                    ),
                                    '([OE])FF$',
                                    '\1V'
                                ),
                                '[VW]I(TZ|CZ|TCH|CH|TS)$',
                                'VIC'
                            ),
                            '([KGBDZ])H',
                            '\1',
                            'g'
                        ),
                        '[AEI][IY]|EE|Y$',
                        'I',
                        'g'
                    )
            end
        ) as last_keys
    from spelt
)

select
    keyed.name,
    keyed.last_name,
    if(keyed.last_name is not null, keyed.last_keys, []) as last_keys,
    keyed.first_word,
    keyed.first_name,
    keyed.middle_name,
    keyed.given_words,
    array_to_string(keyed.given_words, '') as given_text,
    keyed.suffix,
    keyed.title,
    coalesce(kind.kind_code = 'trust', false) as is_trust,
    coalesce(kind.kind_code = 'couple', false) as is_couple,
    list_concat(
        -- J. EDGAR goes by EDGAR
        if(
            length(keyed.first_name) = 1 and length(keyed.middle_name) > 1,
            [keyed.first_name, keyed.middle_name],
            [keyed.first_name]
        ),
        coalesce(formal.given_names, [])
    ) as given_names
from keyed
left join formal on keyed.first_name = formal.nickname
left join entities.name_kind as kind on keyed.name = kind.name
