-- title: What an id means that names no entity as it stands
-- grain: one row per entity or award, the likeliest first
-- order: _rank, "entity_id"
-- note: an id without its prefix, as people copy it, in any case; or the key of an award, or its
-- number
with asked as (
    select unnest([
        'uei:' || upper($text), 'fec:' || upper($text), 'bioguide:' || upper($text),
        'agency:' || upper($text),
        lower(split_part($text, ':', 1)) || ':' || upper(substr($text, strpos($text, ':') + 1))
    ]) as entity_id
)

select
    entity.entity_id,
    entity.entity_kind,
    1 as _rank
from marts.entity as entity
where
    entity.entity_id in (select asked.entity_id from asked)
    or entity.entity_id in (
        select registration.firm_id
        from marts.registration as registration
        where registration.registration_id in (select asked.entity_id from asked)
    )
union all
select
    award.award_key,
    'award',
    2
from marts.award as award
where
    award.award_key = $text
    -- numbers of orders are often given twice
    or (
        award.piid = upper($text)
        and (
            select count(*)
            from marts.award as named
            where named.piid = upper($text)
        ) = 1
    )
