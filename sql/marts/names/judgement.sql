-- title: Human judgements, whether they still touch anything, and which of several holds
-- grain: one row per judgement
-- key: judgement_id
-- note: all of them, those that another one has overruled too
-- column judgement_id: hash of all that its line says, who and why among it
-- column is_used: both sides are in the records that are loaded
-- column standing: holds | overruled (a later one, or one of the same day that separates, says
-- otherwise) | undecided (nobody could tell) | idle (touches nothing loaded)
with touched as (
    select
        unnest(judgement_ids) as judgement_id,
        verdict
    from entities.name_judgement
    union
    select
        unnest(judgement_ids),
        verdict
    from entities.person_judgement
    union
    select
        unnest(pair.judgement_ids),
        pair.verdict
    from entities.firm_judgement as pair
    semi join entities.organization_cluster as left_side
        on pair.left_id = left_side.organization_id
    semi join entities.organization_cluster as right_side
        on pair.right_id = right_side.organization_id
),

used as (
    select
        judgement_id,
        list(verdict) as verdicts
    from touched
    group by judgement_id
)

select
    judgement.judgement_id,
    judgement.left_ref,
    judgement.right_ref,
    judgement.verdict,
    judgement.reason,
    judgement.judged_by,
    judgement.judged_date,
    used.judgement_id is not null as is_used,
    case
        when used.judgement_id is null then 'idle'
        when judgement.precedence is null then 'undecided'
        -- a name of all states may hold for some of them
        when list_contains(used.verdicts, judgement.verdict) then 'holds'
        else 'overruled'
    end as standing
from entities.judgement as judgement
left join used on judgement.judgement_id = used.judgement_id
where judgement.seed = 'judgement'
