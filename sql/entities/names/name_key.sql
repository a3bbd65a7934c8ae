-- title: Names of organizations and their comparison keys
-- grain: one row per name as written
-- key: name
-- note: capital letters and digits only, without legal forms; equal keys are an exact name match
-- column compact: the key without spaces
-- column legal_form: INC, CORP, CO, LLC, LLP, LP, LTD, PLC, PC or PA; null where none is written
-- column is_cut: long enough to have been cut at the end of FEC's field, which takes 38 letters
with names as (
    select name from entities.organization_name
    union
    select reading from entities.name_reading
    union
    select alias from seeds.firm_alias
    union
    select firm_name from seeds.firm_alias
),

-- initials and GSA numbers at the end: (IBM), (3626); not (RETIRED); nor in whose care it is
bare as (
    select
        name,
        case
            when regexp_matches(upper(name), '[(] *(RET|RTD|FORMER|EX|SELF)') then upper(name)
            else regexp_replace(
                regexp_replace(upper(name), '[(]([0-9]+|[A-Z]{2,8})[)]?$', ''),
                '^(.{4,}) (C/O|IN CARE OF|CARE OF|ATTN:?) .*$',
                '\1'
            )
        end as text
    from names
    where name is not null
),

plain as (
    select
        name,
        trim(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(strip_accents(text), '[.''’`]', '', 'g'),
                            '\bCO-OP',
                            'COOP',
                            'g'
                        ),
                        '\bUNITED STATES( OF AMERICA)?\b',
                        'US',
                        'g'
                    ),
                    '\b(D/?B/?A|A/?K/?A|F/?K/?A)\b',
                    ' '
                ),
                '[^A-Z0-9]+',
                ' ',
                'g'
            )
        ) as words
    from bare
),

-- legal forms with blanks between their letters
joined as (
    select
        name,
        regexp_replace(
            regexp_replace(words, ' (L) (L) (C|P)$', ' \1\2\3'), ' (P|L) (A|C|P)$', ' \1\2'
        ) as words
    from plain
),

-- a legal form that the field's end has cut
whole as (
    select
        name,
        words,
        case
            when length(name) >= 36 or length(name) between 28 and 30
                then regexp_replace(
                    words,
                    concat(
                        ' (C|CO|COR|CORP|CORPO|CORPOR|CORPORA|CORPORAT|CORPORATI|CORPORATIO',
                        '|COM|COMP|COMPA|COMPAN|I|IN|INCO|INCOR|INCORP|INCORPO|INCORPOR|INCORPORA',
                        '|INCORPORAT|INCORPORATE|L|LL|LI|LIM|LIMI|LIMIT|LIMITE|LT)$'
                    ),
                    ''
                )
            -- SIKORSKY, A LOCKHEED MARTIN COMPANY
            else regexp_replace(
                regexp_replace(
                    words, '^(.{4,}) AN? .+ (COMPANY|CO|BUSINESS|SUBSIDIARY|DIVISION)$', '\1'
                ),
                -- what kind of bank, and legal forms that elsewhere are other words
                concat(
                    '^(.*\bBANK\b.*) (NATIONAL ASSOC(IATION)?|N ?A|F ?S ?B|S ?S ?B)$',
                    '|^(.* [^ ]{3,}) (PLC|PC|PA)$'
                ),
                '\1\4'
            )
        end as whole_words
    from joined
),

keyed as (
    select
        name,
        words,
        nullif(
            trim(
                regexp_replace(
                    ' ' || whole_words || ' ',
                    concat(
                        '( (LIMITED LIABILITY COMPANY|LIMITED LIABILITY PARTNERSHIP|INCORPORATED',
                        '|INC|CORPORATION|CORP|COMPANY|CO|LLC|LLP|LP|LTD|LIMITED|THE|ET AL))+ '
                    ),
                    ' ',
                    'g'
                )
            ),
            ''
        ) as name_key
    from whole
)

select
    name,
    name_key,
    replace(name_key, ' ', '') as compact,
    case regexp_extract(
        ' ' || words || ' ',
        ' (INCORPORATED|INC|CORPORATION|CORP|COMPANY|CO|LLC|LLP|LP|LTD|LIMITED|PLC|PC|PA) ',
        1
    )
        when '' then null
        when 'INCORPORATED' then 'INC'
        when 'CORPORATION' then 'CORP'
        when 'COMPANY' then 'CO'
        when 'LIMITED' then 'LTD'
        else regexp_extract(
            ' ' || words || ' ', ' (INC|CORP|CO|LLC|LLP|LP|LTD|PLC|PC|PA) ', 1
        )
    end as legal_form,
    length(name) >= 36 as is_cut
from keyed
