-- title: How the appearances of a name were put together to one person
-- grain: one row
select
    appearance_count,
    least_probability,
    is_judged,
    held_apart
from marts.person_joining
where person_number = md5_number_lower($entity_id) and person_id = $entity_id
