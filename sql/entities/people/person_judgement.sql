-- title: Human judgements on two appearances of a person, or on an appearance and a known person
-- grain: one row per judgement on two appearances or on one and an id
-- key: left_key, right_ref
-- note: entities.judgement says which of several holds; an appearance is
-- contributor:NAME|STATE|ZIP|EMPLOYER|OCCUPATION, as published
-- column right_key: the other appearance; null where the judgement names a person by id
-- column right_ref: what the judgement says of the other: its name as written there, or the id
-- column verdict: same | different; null where nobody could tell
-- column judged_date: the day of the judgement that holds
-- column judgement_ids: every judgement on the pair, whether it holds or not
with named as (
    select
        contributor_key,
        'contributor:' || concat_ws(
            '|',
            any_value(name),
            coalesce(any_value(state_code), ''),
            coalesce(any_value(zip5_code), ''),
            coalesce(any_value(employer), ''),
            coalesce(any_value(occupation), '')
        ) as ref
    from entities.contribution
    where is_named_giver and name is not null
    group by contributor_key
)

select
    least(one.contributor_key, coalesce(other.contributor_key, one.contributor_key)) as left_key,
    case
        when other.contributor_key is not null
            then greatest(one.contributor_key, other.contributor_key)
    end as right_key,
    case
        when one.contributor_key > other.contributor_key then judgement.left_ref
        else judgement.right_ref
    end as right_ref,
    arg_max(judgement.verdict, judgement.precedence) as verdict,
    arg_max(judgement.judged_date, judgement.precedence) as judged_date,
    list_sort(list(distinct judgement.judgement_id)) as judgement_ids
from entities.judgement as judgement
inner join named as one on judgement.left_ref = one.ref
left join named as other on judgement.right_ref = other.ref
where judgement.seed = 'judgement'
group by all
