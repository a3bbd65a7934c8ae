-- title: The names that may be people's: those asked about, and those of candidates and members
-- grain: one row per name
-- given: asked_people
-- note: what the records say a name names goes before how it looks; of the registers only names
-- that share a word with one asked about
with parts as (
    select regexp_split_to_array(upper(strip_accents(name)), '[^A-Z0-9]+') as words
    from asked_people
),

words as (
    select distinct unnest(words) as word
    from parts
),

registered as (
    select distinct candidate.name
    from entities.candidate_name as candidate
    union
    select known.name
    from entities.entity as known
    where known.entity_kind = 'person' and starts_with(known.entity_id, 'bioguide:')
),

met as (
    select distinct registered.name
    from (
        select
            name,
            unnest(regexp_split_to_array(upper(strip_accents(name)), '[^A-Z0-9]+')) as word
        from registered
    ) as registered
    semi join words on registered.word = words.word and length(registered.word) > 1
)

select
    asked.name,
    coalesce(
        known.kind_code,
        if(regexp_matches(asked.name, '(?i)&|\band\b'), 'couple', 'person')
    ) as kind_code
from (select distinct name from asked_people) as asked
left join entities.name_kind as known on asked.name = known.name
union
select
    met.name,
    'person'
from met
