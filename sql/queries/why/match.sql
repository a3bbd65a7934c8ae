-- title: A name as written beside a firm, with every comparison and its weight
-- grain: at most one row, the likeliest of the firms
select
    cluster_id,
    firm_name,
    rank,
    probability,
    verdict,
    name_level,
    extra_level,
    missing_level,
    rarity_level,
    front_level,
    span_level,
    spelling_level,
    part_level,
    place_level,
    form_level,
    use_level,
    prior_weight,
    name_weight,
    extra_weight,
    missing_weight,
    rarity_weight,
    front_weight,
    span_weight,
    spelling_weight,
    part_weight,
    place_weight,
    form_weight,
    use_weight,
    weight,
    share,
    rival_odds
from entities.match
where
    name = trim($name)
    and state_code is not distinct from $state
    and list_contains($firms, cluster_id)
order by rank, cluster_id
limit 1
