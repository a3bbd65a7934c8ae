-- title: Up to which day the files of an award's records can speak
-- grain: one row per award with an action, an award summary or an award page
-- key: award_key
-- column file_date: the newest day up to which one of its files can speak; null where none is known
-- column last_loaded_date: the day of the newest action loaded
with recorded as (
    select
        award_key,
        file_date,
        action_date
    from entities.award_action
    union all
    select
        summary.award_key,
        file.file_date,
        null
    from staging.usaspending_prime_award_summary as summary
    left join entities.file_date as file on summary.file_sha256 = file.file_sha256
    union all
    select
        page.award_key,
        file.file_date,
        null
    from staging.usaspending_api_award_detail as page
    left join entities.file_date as file on page.file_sha256 = file.file_sha256
)

select
    award_key,
    max(file_date) as file_date,
    max(action_date) as last_loaded_date
from recorded
where award_key is not null
group by award_key
