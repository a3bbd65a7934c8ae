-- title: Names to search by
-- grain: one row per entity and name
-- key: entity_id, name
-- note: every name under which records know an entity
-- column entity_number: 64 bits of the entity's md5; the table is sorted by it
-- column name_number: the same of the entity and the name together
-- column search_kind: entity_kind, with members of Congress and candidates apart from other people
-- column since_date: of a former name, the first day on which records state it; null for others
-- column until_date: of a former name, the last day on which records state it; null for others
-- column words: the name's words in their order: capitals and digits of any script, without
-- accents and apostrophes; AT&T is ATT and J. P. is JP, an AND between words is left out; what is
-- typed is cut the same way
with names as (
    select
        entity_id,
        name
    from marts.entity
    union
    select
        coalesce(firm.cluster_id, spelling.organization_id),
        spelling.name
    from entities.organization_name as spelling
    left join entities.organization_cluster as firm
        on spelling.organization_id = firm.organization_id
    union
    select
        entity_id,
        name
    from entities.contributor
    union
    select
        'person:' || md5(person),
        contributor_name
    from staging.case_person_name
    union
    select
        entity_id,
        name
    from marts.registered_name
),

borne as (
    select
        entity_id,
        name,
        first_stated_date,
        last_stated_date,
        is_present
    from marts.registered_name
    union all
    select
        organization_id,
        upper(name),
        first_stated_date,
        last_stated_date,
        is_present
    from marts.former_name
),

-- a name that nobody of the entity bears any more, in no source with days
former as (
    select
        entity_id,
        name,
        min(first_stated_date) as since_date,
        max(last_stated_date) as until_date
    from borne
    group by entity_id, name
    having not bool_or(is_present)
),

found as (
    select
        entity.entity_id,
        entity.entity_kind,
        upper(names.name) as name,
        any_value(entity.name) as shown_name,
        any_value(entity.place) as place,
        any_value(entity.link_count) as link_count,
        any_value(former.since_date) filter (where upper(names.name) <> upper(entity.name))
            as since_date,
        any_value(former.until_date) filter (where upper(names.name) <> upper(entity.name))
            as until_date
    from names
    inner join marts.entity as entity on names.entity_id = entity.entity_id
    left join former
        on names.entity_id = former.entity_id and upper(names.name) = former.name
    where names.name is not null
    group by entity.entity_id, entity.entity_kind, upper(names.name)
),

plain as (
    select
        *,
        regexp_replace(
            regexp_replace(
                regexp_replace(upper(strip_accents(name)), '[''’‘`]', '', 'g'),
                '\b([A-Z0-9]{1,2}) ?& ?([A-Z0-9]{1,2})\b', '\1\2', 'g'
            ),
            '[^\p{L}\p{N}]+', ' ', 'g'
        ) as text
    from found
),

-- letters that stand alone side by side become one word
joined as (
    select
        *,
        trim(
            translate(
                replace(
                    regexp_replace(
                        trim(replace(text, ' AND ', ' ')), '\b([A-Z0-9])\b', '<\1>', 'g'
                    ),
                    '> <', ''
                ),
                '<>', ''
            )
        ) as cut_text
    from plain
)

select
    md5_number_lower(entity_id) as entity_number,
    md5_number_lower(concat_ws('|', entity_id, name)) as name_number,
    entity_id,
    entity_kind,
    case
        when starts_with(entity_id, 'bioguide:') then 'member'
        when entity_kind = 'person' and starts_with(entity_id, 'fec:') then 'candidate'
        else entity_kind
    end as search_kind,
    name,
    shown_name,
    place,
    link_count,
    since_date,
    until_date,
    case when cut_text = '' then [] else string_split(cut_text, ' ') end as words
from joined
order by entity_number, entity_id, name
