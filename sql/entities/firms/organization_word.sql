-- title: The words of firms' names
-- grain: one row per name key and word
-- key: name_key, word
-- column class: name | common | generic | place | job | body | institution | not_working
-- column key_count: how many name keys of firms have the word
with words as (
    select
        word.name_key,
        word.word,
        any_value(value.kind) as kind,
        any_value(value.bits) as bits
    from entities.name_word as word
    inner join entities.word as value on word.word = value.word
    semi join entities.organization_key as firm on word.name_key = firm.name_key
    group by word.name_key, word.word
)

select
    name_key,
    word,
    bits,
    case
        when kind in ('generic', 'place', 'institution', 'not_working') then kind
        when kind = 'different_body' then 'body'
        when kind in ('occupation', 'department', 'filler') then 'job'
        when kind in ('common', 'surname', 'given_name') then 'common'
        else 'name'
    end as class,
    count(*) over (partition by word) as key_count
from words
