-- title: A member and the member's own committees
-- grain: one row
select committee_ids
from marts.member
where person_id = $person_id
