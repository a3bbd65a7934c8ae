-- title: The entity that an id stands for
-- grain: one row, or none
-- note: the id of any registration, or its UEI alone, stands for its firm; any candidate id of a
-- person, with fec: or alone, for the person
with meant as (
    select firm_id as entity_id
    from marts.registration
    where registration_id = 'uei:' || upper(regexp_replace($text, '^uei:', '', 'i'))
    union all
    select entity_id
    from marts.registered_name
    where registered_id = upper(regexp_replace($text, '^fec:', '', 'i'))
),

asked as (
    select coalesce(min(meant.entity_id), $text) as entity_id
    from meant
)

select entity.entity_id
from marts.entity as entity
inner join asked on entity.entity_id = asked.entity_id
