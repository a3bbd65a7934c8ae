-- title: Human judgements on a name as written and a firm
-- grain: one row per name, state and firm
-- key: mention_id, cluster_id
-- note: entities.judgement says which of several holds; a name is name:NAME, or name:NAME|STATE for
-- contributors of one state
-- a name means one firm: who says later that it is another says that it is not this one, and of one
-- day that name two firms neither holds
-- column verdict: same | different; null where nobody could tell
-- column judgement_ids: every judgement on the pair, whether it holds or not
with named as (
    select
        mention_id,
        'name:' || name as ref
    from entities.mention
    union all
    select
        mention_id,
        'name:' || name || '|' || state_code
    from entities.mention
    where state_code is not null
),

judged as (
    select
        named.mention_id,
        firm.cluster_id,
        arg_max(judgement.verdict, judgement.precedence) as verdict,
        arg_max(judgement.judged_date, judgement.precedence) as judged_date,
        list_sort(list(distinct judgement.judgement_id)) as judgement_ids
    from entities.judgement as judgement
    inner join entities.organization_cluster as firm
        on judgement.right_ref = firm.organization_id
    inner join named on judgement.left_ref = named.ref
    where judgement.seed = 'judgement'
    group by named.mention_id, firm.cluster_id
),

last_same as (
    select *
    from judged
    where verdict = 'same'
    qualify judged_date is not distinct from max(judged_date) over (partition by mention_id)
),

meant as (
    select
        mention_id,
        min(cluster_id) as cluster_id
    from last_same
    group by mention_id
    having count(*) = 1
)

select
    judged.mention_id,
    judged.cluster_id,
    case
        when judged.verdict = 'same' and coalesce(meant.cluster_id <> judged.cluster_id, true)
            then 'different'
        else judged.verdict
    end as verdict,
    judged.judgement_ids
from judged
left join meant on judged.mention_id = meant.mention_id
