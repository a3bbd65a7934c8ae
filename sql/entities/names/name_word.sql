-- title: The words of names, abbreviations written out
-- grain: one row per name key and position
-- key: name_key, position
-- note: words that every name may have (AND, OF, legal forms) are left out
-- column word: in the singular, so that plurals agree
-- column kind: from entities.listed_word; null for a word that is not listed
with keys as (
    select distinct name_key
    from entities.name_key
    where name_key is not null
),

split as (
    select
        name_key,
        unnest(string_split(name_key, ' ')) as stated_word,
        generate_subscripts(string_split(name_key, ' '), 1) as position
    from keys
),

written_out as (
    select
        split.name_key,
        split.position,
        coalesce(abbreviation.word, split.stated_word) as word
    from split
    left join seeds.word_abbreviation as abbreviation on split.stated_word = abbreviation.short
),

singular as (
    select
        name_key,
        position,
        case
            when length(word) < 5 or regexp_matches(word, '(SS|US|IS)$') then word
            when ends_with(word, 'IES') then left(word, -3) || 'Y'
            else regexp_replace(word, 'S$', '')
        end as word
    from written_out
)

select
    singular.name_key,
    singular.position,
    singular.word,
    listed.kind,
    coalesce(listed.is_job, false) as is_job
from singular
left join entities.listed_word as listed on singular.word = listed.word
where listed.kind is distinct from 'legal_form'
