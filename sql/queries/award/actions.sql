-- title: Actions
-- grain: one row per action
-- order: "date", "record id"
-- note: Each action adds to or takes from what is obligated; a negative one takes back.
-- empty: no action of this award is loaded; its own total stands above where it states one.
select
    action_date as "date",
    modification_number as "modification",
    obligated_usd as "obligated USD",
    coalesce(marks, 'none') as "marked: hard to believe",
    fiscal_year as "fiscal year",
    recipient_name as "recipient",
    reported_name as "reported that day as",
    record_url as "open",
    source_file as "published file",
    record_id as "record id"
from marts.award_action
where award_number = md5_number_lower($award_key) and award_key = $award_key
