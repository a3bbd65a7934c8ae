-- title: How many records are cited
-- grain: one row
-- given: cited
select count(*) as number
from cited
