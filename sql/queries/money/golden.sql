-- title: Known figures of the files loaded
-- grain: one row per figure
-- order: description
select
    description,
    expected,
    found,
    state
from marts.golden
where state <> 'not_loaded'
