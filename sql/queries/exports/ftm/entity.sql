-- title: The chosen entities as FollowTheMoney entities
-- grain: one row per entity
-- given: chosen_entity ftm_id
-- note: a text has no control characters and single spaces; an address is one that browsers open
with said as (
    select
        ftm_id.id,
        case entity.entity_kind
            when 'person' then 'Person'
            when 'organization' then 'Company'
            when 'committee' then 'Organization'
            when 'agency' then 'PublicBody'
            when 'congress_committee' then 'PublicBody'
            when 'seat' then 'Position'
            else 'LegalEntity'
        end as schema,
        coalesce(
            nullif(
                trim(left(regexp_replace(entity.name, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 500)), ''
            ),
            entity.entity_id
        ) as name,
        nullif(
            trim(left(regexp_replace(entity.summary, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 5000)), ''
        ) as summary,
        case
            when regexp_full_match(entity.record_url, 'https://[!-~]+') then entity.record_url
        end as source_url,
        case
            when
                regexp_full_match(entity.entity_id, 'uei:[A-Z0-9]{12}')
                and entity.entity_kind = 'organization'
                then substr(entity.entity_id, 5)
        end as unique_entity_id,
        case
            when entity.entity_kind in ('agency', 'congress_committee', 'seat') then 'us'
        end as country
    from chosen_entity as entity
    inner join ftm_id on entity.entity_id = ftm_id.entity_id
)

select
    id,
    schema,
    map {
        'name': name,
        'summary': summary,
        'sourceUrl': source_url,
        'uniqueEntityId': unique_entity_id,
        'country': country
    } as properties
from said
