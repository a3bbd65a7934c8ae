-- title: Human judgements on a name as written and a firm
-- grain: one row per name, state and firm
-- key: mention_id, cluster_id
-- note: seeds.judgement; a name is name:NAME, or name:NAME|STATE for contributors of one state; of
-- two judgements on one pair the later holds
-- column verdict: same | different
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
)

select
    named.mention_id,
    firm.cluster_id,
    arg_max(judgement.verdict, (judgement.date, judgement.verdict)) as verdict
from seeds.judgement as judgement
inner join entities.organization_cluster as firm on judgement."right" = firm.organization_id
inner join named on judgement."left" = named.ref
where judgement.verdict in ('same', 'different')
group by named.mention_id, firm.cluster_id
