-- title: How many flags a query names
-- grain: one row
-- given: wanted
select
    count(*) as shown,
    count(*) filter (where state = 'flagged') as flagged
from wanted
