-- title: Names of givers, with what their words and their rows say of what they name
-- grain: one row per name as written, of who gave or was refunded
-- key: name
-- note: what is said here decides nothing: entities.name_kind does; individuals are written LAST,
-- FIRST by the FEC, and whatever else without a comma
-- column form_code: comma (LAST, FIRST) | plain (several words) | single (one word)
-- column form_word: a legal form where a firm's name has it (LLC; the end of a name; LLC, ACME)
-- column trade_word: states a business of a person (DBA, SOLE PROP)
-- column firm_word: another word that people's names do not have there
-- column trust_word: of a trust or an estate (TTEE, REVOCABLE)
-- column household_word: of a family, an account or one who acts for another (FAMILY, POA)
-- column committee_word: of a committee or a party (PAC, FOR CONGRESS)
-- column is_two: names two people, or a person and others (KARL/BETTY; MR. & MRS.; W/ADA)
-- column is_titled_pair: a Mr and a Mrs
-- column has_given_name: the first given name (of a plain name: one of its words) is a known one
-- column is_person_like: a plain name of two to four words, of which the first is a given name
-- column is_aside: written in care of someone, or with IRA, which is an account or a middle name
-- column individual_count: its rows that are filed as an individual's or a candidate's
-- column organization_count: its rows that are filed as an organization's
-- column committee_count: its rows that are filed as a committee's, without a committee's id
-- column is_employed: one of its rows states an employer or an occupation
-- column may_be_firm: worth comparing with the names of firms
with named as (
    select
        name,
        count(*) as record_count,
        count(*) filter (where entity_type_code in ('IND', 'CAN')) as individual_count,
        count(*) filter (where entity_type_code = 'ORG') as organization_count,
        count(*) filter (where entity_type_code in ('COM', 'PAC', 'CCM', 'PTY'))
            as committee_count,
        coalesce(
            bool_or(
                length(regexp_replace(coalesce(employer, occupation), '[^A-Za-z]', '', 'g')) > 2
            ),
            false
        ) as is_employed
    from entities.contribution
    where name is not null and is_named_giver
    group by name
),

listed as (
    select
        list(word) filter (where kind = 'form') as forms,
        list(word) filter (where kind in ('form', 'end_form')) as end_forms,
        list(word) filter (where kind in ('form', 'firm')) as firm_words,
        list(word) filter (where kind = 'trust') as trust_words,
        list(word) filter (where kind = 'committee') as committee_words
    from seeds.kind_word
),

suffixed as (
    select
        list(word) filter (where kind in ('title', 'credential', 'suffix')) as dropped,
        list(word) filter (where kind = 'title') as titles,
        list(word) filter (where kind = 'trust') as household_words
    from seeds.name_suffix
),

given_name as (
    select word from seeds.name_word
    where kind = 'given_name'
    union
    select nickname from seeds.nickname
    union
    select given_name from seeds.nickname
),

texts as (
    select
        *,
        regexp_replace(
            regexp_replace(upper(strip_accents(name)), '[.]', ' ', 'g'),
            '(.) (C/O|IN CARE OF|CARE OF|ATTN:?) .*$',
            '\1'
        ) as spoken,
        regexp_replace(
            regexp_replace(upper(strip_accents(name)), '[.''’`"]', '', 'g'),
            '(.) (C/O|IN CARE OF|CARE OF|ATTN:?) .*$',
            '\1'
        ) as text
    from named
),

worded as (
    select
        *,
        list_filter(
            string_split(regexp_replace(split_part(text, ',', 1), '[^A-Z0-9]+', ' ', 'g'), ' '),
            lambda w: w <> ''
        ) as before,
        list_filter(
            string_split(
                regexp_replace(
                    substring(text, strpos(text || ',', ',') + 1), '[^A-Z0-9]+', ' ', 'g'
                ),
                ' '
            ),
            lambda w: w <> ''
        ) as after
    from texts
),

listed_too as (
    select
        worded.*,
        list_concat(worded.before, worded.after) as words,
        listed.*,
        suffixed.*
    from worded
    cross join listed
    cross join suffixed
),

formed as (
    select
        *,
        case
            when
                len(before) > 0
                and len(list_filter(after, lambda w: not list_contains(forms, w))) > 0
                -- ACME ROCKETS, CO; but LI, SA
                and not (
                    len(before) > 1 and len(after) = 1 and list_contains(end_forms, after[1])
                )
                then 'comma'
            when len(words) > 1 then 'plain'
            else 'single'
        end as form_code
    from listed_too
),

told as (
    select
        *,
        list_filter(
            case form_code when 'comma' then after else words end,
            lambda w: not list_contains(titles, w)
        )[1] as first_word,
        case form_code
            when 'comma' then substring(spoken, strpos(spoken, ',') + 1)
            else spoken
        end as given_text,
        case
            when form_code <> 'comma' then list_filter(words, lambda w: list_contains(forms, w))[-1]
            when list_contains(forms, before[-1]) then before[-1]
            when list_contains(forms, after[-1]) then after[-1]
        end as inner_form,
        case
            when form_code <> 'comma' and len(words) > 1 and list_contains(end_forms, words[-1])
                then words[-1]
        end as end_form,
        nullif(
            regexp_extract(spoken, '\b(D/?B/?A [A-Z0-9]|D B A [A-Z0-9]|SOLE PROP)'), ''
        ) as trade_word,
        list_filter(words, lambda w: list_contains(trust_words, w))[1] as trust_word,
        list_filter(words, lambda w: list_contains(household_words, w))[1] as household_word,
        regexp_extract(
            case form_code
                when 'comma' then substring(spoken, strpos(spoken, ',') + 1)
                else spoken
            end,
            '([A-Z]{2,}) ?/ ?([A-Z]{2,})',
            ['left', 'right']
        ) as slashed,
        len(list_filter(words, lambda w: not list_contains(dropped, w))) as bare_count,
        -- ASSOCIATES, TAPIR; 431, UFCW LOCAL
        len(
            list_filter(
                before,
                lambda w: not list_contains(firm_words, w) and not regexp_full_match(w, '[0-9]+')
            )
        ) = 0
        or (len(before) > 1 and list_contains(firm_words, before[-1])) as is_firm_before,
        case
            when
                form_code <> 'comma'
                -- CONSTITUTION PARTY, 0
                or not regexp_matches(array_to_string(after, ''), '[A-Z]')
                then coalesce(
                    list_filter(before, lambda w: list_contains(committee_words, w))[1],
                    nullif(
                        regexp_extract(
                            spoken,
                            concat(
                                '\b(FRIENDS OF|POLITICAL ACTI?O?N?|GOOD GOVERNMENT|FOR (U ?S )?',
                                '(CONGRESS|SENATE|PRESIDENT|GOVERNOR|AMERICA))\b',
                                -- cut at the field's end
                                '|\bPOLITICAL( A| AC)?$|\bCOMMI(T|TT|TTE)?$'
                            )
                        ),
                        ''
                    )
                )
        end as committee_word,
        regexp_extract(text, '^[^,]*, *([A-Z]{3,}), *([A-Z]{3,}) *$', ['left', 'right']) as pair
    from formed
),

plain_word as (
    select
        name,
        unnest(words) as word,
        generate_subscripts(words, 1) as position
    from told
    where form_code = 'plain'
),

-- towns and surnames are left out: what is none of those is no word of a person's name
plain_said as (
    select
        plain_word.name,
        arg_min(plain_word.word, plain_word.position) filter (
            where kind.kind in ('firm', 'body')
            or (general.word is not null and surname.word is null)
        ) as firm_word,
        arg_min(plain_word.word, plain_word.position) filter (where surname.word is not null)
            as surname_word,
        coalesce(bool_or(given.word is not null), false) as has_given_name
    from plain_word
    left join seeds.kind_word as kind
        on plain_word.word = kind.word and kind.kind in ('firm', 'body')
    left join seeds.kind_word as surname
        on plain_word.word = surname.word and surname.kind = 'surname'
    left join seeds.name_word as general
        on
            plain_word.word = general.word
            and general.kind in ('generic', 'different_body', 'institution')
            and general.word <> 'FAMILY'
    left join given_name as given on plain_word.word = given.word
    group by plain_word.name
),

read as (
    select
        told.*,
        coalesce(plain_said.has_given_name, given.word is not null) as has_given_name,
        plain_said.surname_word,
        coalesce(
            told.form_code = 'plain'
            and given.word is not null
            and told.bare_count between 2 and 4,
            false
        ) as is_person_like,
        case
            when told.form_code = 'plain'
                then coalesce(
                    plain_said.firm_word,
                    nullif(regexp_extract(told.text, '(^THE | OF |[.](ORG|COM|NET)\b|#)'), '')
                )
            when told.form_code = 'comma' and given.word is null and told.is_firm_before
                then told.before[1]
            when told.form_code = 'comma' and list_contains(told.firm_words, told.after[-1])
                then told.after[-1]
            when told.form_code = 'comma' and told.after[-1] = 'OF' then 'OF'
            when told.form_code = 'comma'
                then nullif(regexp_extract(told.spoken, '\bLAW OFFICES? OF\b'), '')
        end as firm_word
    from told
    left join given_name as given on told.first_word = given.word
    left join plain_said on told.name = plain_said.name
)

select
    read.name,
    read.form_code,
    coalesce(read.inner_form, read.end_form) as form_word,
    read.trade_word,
    coalesce(
        read.firm_word, case when not read.is_person_like then read.surname_word end
    ) as firm_word,
    read.trust_word,
    read.household_word,
    read.committee_word,
    coalesce(
        strpos(read.text, '&') > 0
        or regexp_matches(read.given_text, '(^|[^A-Z0-9])(AND|ET UX|ET AL|H/W)([^A-Z0-9]|$)')
        or regexp_matches(read.given_text, '[A-Z0-9] OR [A-Z]')
        or regexp_matches(read.given_text, '( [+] ?|[+] )')
        or regexp_matches(read.given_text, '[A-Z] *; *[A-Z]')
        or regexp_matches(read.given_text, '\b(MRS?|MS|DRS?|M) ?/ ?(MRS?|MS|DR|M)\b')
        or regexp_matches(read.given_text, '[A-Z] +(W/|WITH )')
        or regexp_matches(read.given_text, '[(] *MRS?\b')
        or (
            read.slashed.left <> ''
            and not (
                list_contains(read.dropped, read.slashed.left)
                and list_contains(read.dropped, read.slashed.right)
            )
        )
        or list_has_all(read.words, ['MR', 'MRS'])
        -- LAST, KARL, BETTY: a middle name stands without a comma
        or (
            read.pair.right <> ''
            and not list_contains(read.dropped, read.pair.left)
            and not list_contains(read.dropped, read.pair.right)
        ),
        false
    ) as is_two,
    list_has_all(read.words, ['MR', 'MRS']) as is_titled_pair,
    read.has_given_name,
    read.is_person_like,
    coalesce(
        regexp_matches(upper(read.name), '. (C/O|IN CARE OF|CARE OF|ATTN:?) ')
        or (read.form_code = 'comma' and len(read.after) > 1 and read.after[-1] = 'IRA'),
        false
    ) as is_aside,
    read.record_count,
    read.individual_count,
    read.organization_count,
    read.committee_count,
    read.is_employed,
    read.form_code <> 'comma'
    or coalesce(read.inner_form, read.firm_word, read.trade_word) is not null
    or read.organization_count + read.committee_count > 0 as may_be_firm
from read
