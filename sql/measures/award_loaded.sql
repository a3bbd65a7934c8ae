-- title: Up to which day the files of an award's actions can speak
-- grain: one row per award with an action
-- key: award_key
-- column file_date: the newest day up to which one of its files can speak
-- column last_loaded_date: the day of the newest action loaded
select
    award_key,
    max(file_date) as file_date,
    max(action_date) as last_loaded_date
from entities.award_action
where award_key is not null
group by award_key
