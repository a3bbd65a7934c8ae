-- title: Human judgements on two registrations
-- grain: one row per pair of registrations
-- key: left_id, right_id
-- note: entities.judgement says which of several holds
-- column verdict: same | different; null where nobody could tell
-- column judgement_ids: every judgement on the pair, whether it holds or not
with paired as (
    select
        judgement_id,
        verdict,
        precedence,
        upper(regexp_replace(left_ref, '^uei:', '', 'i')) as left_uei,
        upper(regexp_replace(right_ref, '^uei:', '', 'i')) as right_uei
    from entities.judgement
    where
        seed = 'judgement'
        and regexp_matches(left_ref, '^uei:', 'i')
        and regexp_matches(right_ref, '^uei:', 'i')
),

ordered as (
    select
        judgement_id,
        verdict,
        precedence,
        'uei:' || least(left_uei, right_uei) as left_id,
        'uei:' || greatest(left_uei, right_uei) as right_id
    from paired
    where left_uei <> right_uei
)

select
    left_id,
    right_id,
    arg_max(verdict, precedence) as verdict,
    list_sort(list(distinct judgement_id)) as judgement_ids
from ordered
group by left_id, right_id
