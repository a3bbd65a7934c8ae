-- title: Names that stand in records only and may be a chosen firm's, as FollowTheMoney entities
-- grain: one row per name
-- given: ftm_id
with named as (
    select
        pair.left_ref,
        min(pair.left_text) as left_text
    from marts.review_pair as pair
    inner join ftm_id on pair.right_ref = ftm_id.entity_id
    group by pair.left_ref
)

select
    'tl-' || md5('pair:' || left_ref) as id,
    'LegalEntity' as schema,
    map {
        'name': coalesce(
            nullif(
                trim(left(regexp_replace(left_text, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 500)), ''
            ),
            left_ref
        ),
        'summary': 'A name as records write it; nobody has judged whose it is.'
    } as properties
from named
