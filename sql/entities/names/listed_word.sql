-- title: Words that a name may have, by kind
-- grain: one row per word in the singular
-- key: word
-- note: the kind is that of seeds.name_word, else of seeds.occupation_word, whose fillers and words
-- of no work go before all but legal forms; else surname for one of seeds.name_share; else place
-- for a word of a town's name
-- column is_job: a word that states a job, a department or no work, or fills (NOW AT)
with towns as (
    select upper(city_name) as city_name
    from entities.organization_name
    where city_name is not null
    group by upper(city_name)
    having count(distinct organization_id) >= 3
    union
    select upper(city_name)
    from entities.contribution
    where city_name is not null
    group by upper(city_name)
    having count(distinct name) >= 10
),

town_words as (
    select distinct unnest(regexp_extract_all(city_name, '[A-Z]{4,}')) as word
    from towns
),

stated as (
    select
        word,
        kind,
        case kind when 'legal_form' then 3 else 1 end as trust
    from seeds.name_word
    union all
    select
        word,
        kind,
        case when kind in ('not_working', 'filler') then 2 else 0 end
    from seeds.occupation_word
    union all
    -- a family's name may be many firms'
    select
        name,
        'surname',
        -1
    from seeds.name_share
    where kind = 'surname'
    union all
    -- a town of several firms or contributors, where no list says otherwise
    select
        word,
        'place',
        -2
    from town_words
),

singular as (
    select
        case
            when length(word) < 5 or regexp_matches(word, '(SS|US|IS)$') then word
            when ends_with(word, 'IES') then left(word, -3) || 'Y'
            else regexp_replace(word, 'S$', '')
        end as word,
        kind,
        trust
    from stated
)

select
    word,
    arg_max(kind, (trust, kind)) as kind,
    bool_or(trust in (0, 2)) as is_job
from singular
group by word
