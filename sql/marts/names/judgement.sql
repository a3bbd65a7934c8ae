-- title: Human judgements, and whether they still touch anything
-- grain: one row per judgement
-- key: judgement_id
-- column is_used: both sides are in the records that are loaded
with stated as (
    select distinct unnest(stated_pairs) as pair
    from entities.person_judgement
),

used as (
    select
        judgement."left" as left_ref,
        judgement."right" as right_ref
    from seeds.judgement as judgement
    inner join entities.organization_cluster as firm on judgement."right" = firm.organization_id
    semi join entities.mention as mention
        on
            judgement."left" = 'name:' || mention.name
            or judgement."left" = 'name:' || mention.name || '|' || mention.state_code
    union
    select
        judgement."left",
        judgement."right"
    from seeds.judgement as judgement
    inner join stated on judgement."left" || ' / ' || judgement."right" = stated.pair
)

select
    md5(concat_ws('|', judgement."left", judgement."right", judgement.date, judgement.verdict))
        as judgement_id,
    judgement."left" as left_ref,
    judgement."right" as right_ref,
    judgement.verdict,
    judgement.reason,
    judgement.by as judged_by,
    judgement.date as judged_date,
    used.left_ref is not null as is_used
from seeds.judgement as judgement
left join used on judgement."left" = used.left_ref and judgement."right" = used.right_ref
