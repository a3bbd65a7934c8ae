-- title: The entity that an id stands for
-- grain: one row, or none
-- note: the id of any registration, or its UEI alone, stands for its firm
with meant as (
    select firm_id as entity_id
    from marts.registration
    where registration_id = 'uei:' || upper(regexp_replace($text, '^uei:', '', 'i'))
)

select entity.entity_id
from marts.entity as entity
where entity.entity_id = coalesce((select meant.entity_id from meant), $text)
