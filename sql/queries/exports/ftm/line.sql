-- title: Entities, links, awards and open pairs as lines of FollowTheMoney JSON
-- grain: one row per line
-- order: id
-- given: ftm_entity ftm_link ftm_contract ftm_award ftm_name ftm_similar
-- note: each property of a line is a list of one text; one that is unknown is left out
with every as (
    select
        id,
        schema,
        properties
    from ftm_entity
    union all
    select
        id,
        schema,
        properties
    from ftm_link
    union all
    select
        id,
        schema,
        properties
    from ftm_contract
    union all
    select
        id,
        schema,
        properties
    from ftm_award
    union all
    select
        id,
        schema,
        properties
    from ftm_name
    union all
    select
        id,
        schema,
        properties
    from ftm_similar
),

stated as (
    select
        every.id,
        every.schema,
        list_filter(map_entries(every.properties), lambda one: one.value is not null) as stated
    from every
)

select
    line.id,
    line.schema,
    json_object(
        'id', line.id,
        'schema', line.schema,
        'properties', map(
            list_transform(line.stated, lambda one: one.key),
            list_transform(line.stated, lambda one: [one.value])
        )
    )::varchar as line
from stated as line
