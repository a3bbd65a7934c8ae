-- title: Which of these names people bear in the records, written like this
-- grain: one row per name
select distinct name
from entities.person_record
where name in (select unnest($names))
order by name
