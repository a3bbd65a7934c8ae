-- title: Actions that add up to it
-- grain: one row per action
-- given: chosen
-- order: "date", "record id"
select
    action.action_date as "date",
    action.piid as "contract number",
    action.modification_number as "modification",
    action.obligated_usd as "obligated USD",
    coalesce(action.marks, 'none') as "marked: hard to believe",
    action.record_url as "open",
    action.source_file as "published file",
    action.record_id as "record id",
    action.award_key as _award_key
from marts.award_action as action
where action.rowid in (select chosen.action_row from chosen)
