-- title: A flag by its id
-- grain: one row
select
    rowid as flag_row,
    state,
    code,
    flag_id
from marts.flag
where flag_number = md5_number_lower($flag_id) and flag_id = $flag_id
