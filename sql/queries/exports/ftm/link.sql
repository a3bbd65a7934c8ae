-- title: The chosen links as FollowTheMoney entities
-- grain: one row per link
-- given: chosen_edge ftm_id
-- note: a link has the schema of its type where its two ends are known and of the kinds that the
-- schema asks for; what rests on names alone, or has no schema, is an UnknownLink. A sum of awards
-- that stand as contracts is left out, but not where it is somebody else's total. The ids of the
-- first ten records stand in recordId
with edge as (
    select
        edge.*,
        type.title,
        type.description,
        type.innocent,
        known.title as known_by,
        coalesce(edge.label, type.sentence) as role,
        case
            when not edge.is_confirmed then 'UnknownLink'
            when type.ftm_schema = 'Payment' and edge.amount_usd is not null then 'Payment'
            when
                type.ftm_schema in ('Directorship', 'Employment')
                and edge.from_kind = 'person'
                and edge.to_kind = 'organization'
                then type.ftm_schema
            when type.ftm_schema = 'Ownership' and edge.to_kind = 'organization' then 'Ownership'
            when
                type.ftm_schema = 'Occupancy'
                and edge.from_kind = 'person'
                and edge.to_kind = 'seat'
                then 'Occupancy'
            when
                type.ftm_schema in ('Occupancy', 'Membership')
                and edge.to_kind in ('organization', 'agency', 'congress_committee')
                then 'Membership'
            else 'UnknownLink'
        end as schema
    from chosen_edge as edge
    inner join marts.link_type as type on edge.link_type = type.link_type
    inner join marts.tie_strength as known on edge.strength = known.strength
    where edge.link_type <> 'received_award' or edge.amount_basis = 'published_total'
),

file as (
    select
        sha256,
        max(retrieved_at) as retrieved_at
    from marts.source_file
    group by sha256
),

said as (
    select
        'tl-' || edge.link_id as id,
        edge.schema,
        -- money that is given back flows from the committee to the giver
        case
            when edge.schema = 'Payment' and edge.link_type = 'refunded_by' then target.id
            else origin.id
        end as first_id,
        case
            when edge.schema = 'Payment' and edge.link_type = 'refunded_by' then origin.id
            else target.id
        end as second_id,
        case
            when edge.schema not in ('Payment', 'Occupancy')
                then nullif(
                    trim(left(regexp_replace(edge.role, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 500)),
                    ''
                )
        end as role,
        case
            when edge.schema = 'Payment' then null
            when edge.is_confirmed then 'as recorded'
            else 'unconfirmed'
        end as status,
        case when edge.schema = 'Payment' then edge.title end as purpose,
        case when edge.schema = 'Payment' then edge.amount_usd::varchar end as amount,
        case when edge.schema = 'Payment' then 'USD' end as currency,
        edge.first_date::varchar as start_date,
        edge.last_date::varchar as end_date,
        array_to_string(edge.evidence[:10], ' ') as record_id,
        case
            when regexp_full_match(record.record_url, 'https://[!-~]+') then record.record_url
        end as source_url,
        case record.source
            when 'fec' then 'Federal Election Commission'
            when 'usaspending' then 'USAspending'
            when 'congress' then 'Congress'
            else 'Throughline'
        end as publisher,
        strftime(file.retrieved_at, '%Y-%m-%d') as retrieved_at,
        concat_ws(
            ' ',
            edge.title || ': ' || edge.description,
            'What speaks against reading more into it: ' || edge.innocent,
            'Known by: ' || edge.known_by
            || coalesce('; probability ' || round(edge.score, 4), '') || '.',
            case
                when edge.amount_basis = 'published_total'
                    then 'A total that somebody else published.'
            end,
            'Records: ' || edge.record_count || '.'
        ) as summary
    from edge
    inner join ftm_id as origin on edge.from_id = origin.entity_id
    inner join ftm_id as target on edge.to_id = target.entity_id
    left join marts.evidence as record
        on
            md5_number_lower(edge.evidence[1]) = record.record_number
            and edge.evidence[1] = record.record_id
    left join file on record.source_sha256 = file.sha256
)

select
    id,
    schema,
    map {
        'payer': case when schema = 'Payment' then first_id end,
        'beneficiary': case when schema = 'Payment' then second_id end,
        'director': case when schema = 'Directorship' then first_id end,
        'organization': case when schema in ('Directorship', 'Membership') then second_id end,
        'owner': case when schema = 'Ownership' then first_id end,
        'asset': case when schema = 'Ownership' then second_id end,
        'employee': case when schema = 'Employment' then first_id end,
        'employer': case when schema = 'Employment' then second_id end,
        'holder': case when schema = 'Occupancy' then first_id end,
        'post': case when schema = 'Occupancy' then second_id end,
        'member': case when schema = 'Membership' then first_id end,
        'subject': case when schema = 'UnknownLink' then first_id end,
        'object': case when schema = 'UnknownLink' then second_id end,
        'role': role,
        'status': status,
        'purpose': purpose,
        'amount': amount,
        'amountUsd': amount,
        'currency': currency,
        'startDate': start_date,
        'endDate': end_date,
        'recordId': record_id,
        'sourceUrl': source_url,
        'publisher': publisher,
        'retrievedAt': retrieved_at,
        'summary': nullif(
            trim(left(regexp_replace(summary, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 5000)), ''
        )
    } as properties
from said
