-- title: The words of firms' names
-- grain: one row per name key and word
-- key: name_key, word
-- column class: name | common | generic | place | job | body | institution | not_working
-- column position: where the word stands first
-- column key_count: how many name keys that records give firms have the word; 1 for a word of names
-- of entities.firm_alias alone, which are written for a firm and say nothing of how rare it is
with words as (
    select
        word.name_key,
        word.word,
        min(word.position) as position,
        any_value(value.kind) as kind,
        any_value(value.bits) as bits
    from entities.name_word as word
    inner join entities.word as value on word.word = value.word
    semi join entities.organization_key as firm on word.name_key = firm.name_key
    group by word.name_key, word.word
),

recorded as (
    select distinct name_key
    from entities.organization_key
    where alias_kind is null
)

select
    words.name_key,
    words.word,
    words.position,
    words.bits,
    case
        when words.kind in ('generic', 'place', 'institution', 'not_working') then words.kind
        when words.kind = 'different_body' then 'body'
        when words.kind in ('occupation', 'department', 'filler') then 'job'
        when words.kind in ('common', 'surname', 'given_name') then 'common'
        else 'name'
    end as class,
    greatest(count(recorded.name_key) over (partition by words.word), 1) as key_count
from words
left join recorded on words.name_key = recorded.name_key
