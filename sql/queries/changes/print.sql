-- title: A 64-bit print of each row's key and of what it says
-- grain: one row per row that is watched
-- given: watched
select
    watched_row,
    hash(key, said) as print
from watched
