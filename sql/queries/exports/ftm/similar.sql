-- title: Pairs of a name and a chosen firm that a person should judge, as FollowTheMoney entities
-- grain: one row per pair
-- given: ftm_id
with said as (
    select
        pair.review_id,
        pair.left_ref,
        ftm_id.id as match,
        round(pair.probability, 4)::varchar as confidence_score,
        'for: ' || array_to_string(pair.for_reasons, ', ')
        || '; against: ' || array_to_string(pair.against_reasons, ', ') as criteria
    from marts.review_pair as pair
    inner join ftm_id on pair.right_ref = ftm_id.entity_id
)

select
    'tl-' || md5('similar:' || review_id) as id,
    'Similar' as schema,
    map {
        'candidate': 'tl-' || md5('pair:' || left_ref),
        'match': match,
        'confidenceScore': confidence_score,
        'criteria': nullif(
            trim(left(regexp_replace(criteria, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 1000)), ''
        )
    } as properties
from said
