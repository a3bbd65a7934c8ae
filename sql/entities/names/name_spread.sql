-- title: In how many states contributors name an employer
-- grain: one row per name key
-- key: name_key
-- note: a coined name that is written in many states is a national firm's, and no local namesake's
select
    key.name_key,
    count(distinct mention.state_code) as state_count
from entities.mention as mention
inner join entities.name_key as key on mention.name = key.name
where key.name_key is not null
group by key.name_key
