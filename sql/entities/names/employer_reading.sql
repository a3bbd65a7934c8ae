-- title: Employers that are not to be read as they are written, and how they are read
-- grain: one row per employer and occupation as written, where the reading differs
-- key: employer, occupation
-- note: whoever is not listed here is read as written; past employment, another person's and a
-- supplier's are no employment by the firm that the text names
-- column occupation: empty where none is stated
-- column reading_code: swapped (employer and occupation changed places) | past | another (a
-- spouse's) | supplier (attorney for, contractor to) | self | ahead (pending)
-- column firm_text: the text that names the employer; null where none is named
-- column basis: in words, why
with written as (
    select
        employer,
        coalesce(occupation, '') as occupation,
        upper(employer) as text,
        upper(coalesce(occupation, '')) as job_text
    from entities.contribution
    where is_named_giver and employer is not null
    group by all
),

job_word as (
    select
        word,
        kind
    from seeds.occupation_word
    where kind in ('occupation', 'filler', 'department')
),

told as (
    select
        *,
        case
            when
                regexp_matches(
                    text,
                    concat(
                        '^[^A-Z]*(RETIRED|RETIREE|RETD?|RTD|FORMER|FORMERLY|PREVIOUSLY|LATE)',
                        '([ -]+(FROM|OF|WITH|AT|EMPLOYEE))?[ ,:/;(-]+[A-Z0-9]'
                    )
                )
                or regexp_matches(text, '^[^A-Z]*EX ?[-/] ?[A-Z]')
                or regexp_matches(text, '[ ,/;(-](RETIRED|RETIREE|RETD|RTD|FORMER|FORMERLY)[). ]*$')
                or regexp_matches(text, '[(] *RET[). ]*$')
                then 'past'
            when
                regexp_matches(job_text, '^[^A-Z]*(RETIRED|RETIREE|RETD|RTD)\b')
                or regexp_matches(job_text, '[ ,/;(-](RETIRED|RETIREE|RETD|RTD)[). ]*$')
                then 'past'
            when
                regexp_matches(
                    text,
                    concat(
                        '^[^A-Z]*(SPOUSE|WIFE|HUSBAND|WIDOW|WIDOWER)S?',
                        '( (OF|IS|AT|WORKS|EMPLOYED|FOR|WITH)|[''’]S|[ ]*[,:/;(-])',
                        '[^A-Z0-9]*[A-Z0-9]'
                    )
                )
                or regexp_matches(
                    text,
                    concat(
                        '^[^A-Z]*(MY |HIS |HER )?(SON|DAUGHTER|MOTHER|FATHER|PARENT|BROTHER|',
                        'SISTER|CHILD|PARTNER|IN-LAW)( OF|[''’]S AT| WORKS| IS)( [A-Z]+)? [A-Z0-9]'
                    )
                )
                or regexp_matches(
                    text,
                    concat(
                        '^[^A-Z]*(COMPETITORS?|FRIENDS?|SUPPORTERS?|CUSTOMERS?|CLIENTS?|',
                        '((SHARE|STOCK)HOLDERS?|INVESTORS?)) (OF|IN) [A-Z0-9]'
                    )
                )
                or regexp_matches(text, '[''’/(-] ?S? ?(SPOUSE|WIFE|HUSBAND|WIDOW|WIDOWER)[). ]*$')
                then 'another'
            when
                regexp_matches(
                    text,
                    concat(
                        '^[^A-Z]*([A-Z]+ )?(ATTORNEYS?|ATTY|LAWYER|COUNSEL|CONSULTANT|',
                        'CONSULTING|ADVIS[EO]R|',
                        'LOBBYIST|CONTRACTOR|SUBCONTRACTOR|SUB-CONTRACTOR|CONTRACTING|VENDOR|',
                        'SUPPLIER|AGENT|DEALER|DISTRIBUTOR|FREELANCER?) ',
                        '(FOR|TO)[ ,]+[A-Z0-9]'
                    )
                )
                or regexp_matches(
                    text,
                    concat(
                        '^[^A-Z]*(CONTRACTOR|SUBCONTRACTOR|VENDOR|SUPPLIER|LOBBYIST|CONSULTANT)',
                        '( (AT|WITH|@|ON)|[ ]*[,:/;(-])[^A-Z0-9]*[A-Z0-9]'
                    )
                )
                or regexp_matches(
                    text,
                    '[,/;(-] ?(SUB-?)?(CONTRACTOR|VENDOR|SUPPLIER|LOBBYIST|CONSULTANT)[). ]*$'
                )
                then 'supplier'
            when
                regexp_matches(
                    text, '^[^A-Z]*SELF[ -]*(EMP[A-Z]*)?[ ]*[/,;:(-]+[^A-Z0-9]*[A-DF-Z0-9]'
                )
                or regexp_matches(text, '^[^A-Z]*SELF[ -]*EMPLOYED +[A-Z]')
                or regexp_matches(text, '[/,;(-] *SELF([ -]*EMP[A-Z]*)?[). ]*$')
                then 'self'
            when
                regexp_matches(
                    text, '[(,/-] *(PENDING|STARTING|FUTURE|INCOMING|OFFER ACCEPTED)\b.*$'
                )
                then 'ahead'
        end as reading_code
    from written
),

employer_word as (
    select
        employer,
        occupation,
        unnest(regexp_extract_all(text, '[A-Z0-9]+')) as word
    from told
    where reading_code is null and occupation <> ''
),

-- an employer of nothing but jobs; who works for a firm from outside may write so too
job_only as (
    select
        said.employer,
        said.occupation
    from employer_word as said
    left join job_word on said.word = job_word.word
    group by said.employer, said.occupation
    having
        bool_and(job_word.word is not null)
        and bool_or(job_word.kind = 'occupation')
        and not bool_or(
            said.word in ('LOBBYIST', 'CONTRACTOR', 'SUBCONTRACTOR', 'VENDOR', 'CONSULTANT')
        )
),

occupation_word as (
    select
        employer,
        occupation,
        unnest(regexp_extract_all(upper(occupation), '[A-Z]{2,}')) as word
    from job_only
),

-- beside an occupation that is none
swapped as (
    select
        said.employer,
        said.occupation
    from occupation_word as said
    left join seeds.occupation_word as listed on said.word = listed.word
    group by said.employer, said.occupation
    having bool_or(listed.word is null) and not bool_or(coalesce(listed.kind, '') = 'not_working')
)

select
    employer,
    occupation,
    reading_code,
    null::varchar as firm_text,
    case reading_code
        when 'past' then 'past employment'
        when 'another' then 'employment of another person, or another body'
        when 'supplier' then 'works for the firm, and is not employed by it'
        when 'self' then 'self-employed'
        when 'ahead' then 'employment to come'
    end as basis
from told
where reading_code is not null
union all
select
    employer,
    occupation,
    'swapped' as reading_code,
    occupation as firm_text,
    'employer and occupation changed places'
from swapped
