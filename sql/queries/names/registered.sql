-- title: Committees and candidates that bear or bore the name asked about
-- grain: one row per name that one of them has in the FEC's registers
-- given: asked
-- note: the same letters and digits, whatever the marks between them; of several the entity stays
-- open and all are named
with keyed as (
    select
        asked.position,
        regexp_replace(upper(strip_accents(asked.name)), '[^A-Z0-9]+', '', 'g') as name_key
    from asked
    -- who writes N/A means no committee of that name
    anti join seeds.non_employer as idle
        on
            regexp_replace(upper(asked.name), '[^A-Z0-9]+', '', 'g')
            = regexp_replace(idle.employer, '[^A-Z0-9]+', '', 'g')
    where asked.name is not null
),

bearer as (
    select
        entity_id,
        regexp_replace(upper(strip_accents(name)), '[^A-Z0-9]+', '', 'g') as name_key,
        max(last_stated_date) as last_stated_date,
        bool_or(is_present) as is_present
    from marts.registered_name
    group by entity_id, regexp_replace(upper(strip_accents(name)), '[^A-Z0-9]+', '', 'g')
),

found as (
    select
        keyed.position,
        count(*) as bearer_count,
        min(bearer.entity_id) as entity_id,
        min(entity.name) as entity_name,
        min(entity.entity_kind) as entity_kind,
        min(bearer.last_stated_date) as last_stated_date,
        bool_and(bearer.is_present) as is_present,
        string_agg(
            concat(
                entity.name, ' (', bearer.entity_id,
                if(bearer.is_present, '', ', so called until ' || bearer.last_stated_date), ')'
            ),
            '; ' order by bearer.entity_id
        ) as bearers
    from keyed
    inner join bearer on keyed.name_key = bearer.name_key
    inner join entities.entity as entity on bearer.entity_id = entity.entity_id
    where keyed.name_key <> ''
    group by keyed.position
)

select
    position,
    if(bearer_count = 1, entity_id, null) as entity_id,
    if(bearer_count = 1, entity_name, null) as entity_name,
    if(bearer_count = 1, entity_kind, null) as entity_kind,
    if(bearer_count = 1, 'probable', 'none') as tier,
    if(bearer_count = 1, 'exact_name', null) as basis,
    case
        when bearer_count > 1 then 'several committees or candidates bear or bore the name'
        when is_present then 'the name that the register of the FEC states'
        else 'a former name, in registers of the FEC until ' || last_stated_date
    end as reasons,
    bearers as runner_up
from found
order by position
