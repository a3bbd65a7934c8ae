-- title: What is flagged about an award
-- grain: one row per flag
select
    rowid as flag_row,
    state,
    code,
    flag_id
from marts.flag
where subject_number = md5_number_lower('award:' || $award_key) and state = 'flagged'
