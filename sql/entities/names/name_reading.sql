-- title: How a name may be read: as a whole, and by its parts where it holds several
-- grain: one row per name as written and text to be read
-- key: name, reading
-- note: parts stand before and behind / ; ( ) - AT, DBA and the like; what a name is no longer, and
-- whose successor it is, is no part; places of a university or a hospital are its own name, and who
-- says that one does not work there has no parts
-- column reading: the text that is compared
-- column part_code: whole | front (what stands first) | later (behind a sign)
with written as (
    select
        name,
        upper(name) as text
    from entities.mention
    where name is not null
    group by name
),

-- what goes on behind these words is another firm, or this one at another time
current as (
    select
        name,
        text,
        regexp_replace(
            regexp_replace(text, '\b(D/B/A|DBA|D B A|A/K/A|AKA|A K A)\b', ' ; ', 'g'),
            concat(
                '[ ,(]+(F/K/A|FKA|FKN|N/K/A|FORMERLY|F/N/A|C/O|IN CARE OF|CARE OF|ATTN:?',
                '|(AS )?(THE )?(SUCC[A-Z.]*|SUC[.]?)( IN| BY| TO|-)',
                '|ON BEHALF OF|AND ITS|INDIVIDUALLY)\b.*$'
            ),
            ' ; '
        ) as cleared
    from written
),

signed as (
    select
        name,
        text,
        case
            when regexp_matches(text, '\b(UNIVERSITY|UNIV|COLLEGE|HOSPITAL|SCHOOLS?|CHURCH)\b')
                then regexp_replace(cleared, '[/;()]', ';', 'g')
            else regexp_replace(cleared, '[/;()@]| AT | - |-- ?', ';', 'g')
        end as parts_text
    from current
    where
        (cleared <> text or regexp_matches(text, '[/;()@]| AT | - |--'))
        and not regexp_matches(
            text,
            '\b(RETIRED|RETIREE|RET|RTD|FORMER|EX|SELF|UNEMPLOYED|NONE|N/A|SPOUSE|HUSBAND|WIFE)\b'
        )
),

split as (
    select
        name,
        text,
        trim(unnest(string_split(parts_text, ';')), ' ,.-&') as reading,
        generate_subscripts(string_split(parts_text, ';'), 1) as position
    from signed
),

parts as (
    select
        name,
        reading,
        min(position) as position
    from split
    where
        reading <> text
        and length(reading) >= 3
        and regexp_matches(reading, '[A-Z]{2}')
        and position <= 4
    group by name, reading
)

select
    name,
    name as reading,
    'whole' as part_code
from written
union all
select
    name,
    reading,
    if(position = 1, 'front', 'later') as part_code
from parts
