-- title: The two appearances of two people's names that agree best
-- grain: at most one row
-- column held_apart: of a likely pair that is two people, what of entities.person_cluster held it
select
    match.left_name,
    match.right_name,
    match.probability,
    match.verdict,
    match.last_level,
    match.first_level,
    match.middle_level,
    match.suffix_level,
    match.title_level,
    match.place_level,
    match.employer_level,
    match.occupation_level,
    match.rarity_level,
    match.prior_weight,
    match.last_weight,
    match.first_weight,
    match.middle_weight,
    match.suffix_weight,
    match.title_weight,
    match.place_weight,
    match.employer_weight,
    match.occupation_weight,
    match.rarity_weight,
    match.weight,
    case
        when match.probability >= 0.9 and one.person_id <> other.person_id
            then coalesce(one.held_apart, other.held_apart)
    end as held_apart
from entities.person_match as match
left join entities.person_cluster as one on match.left_key = one.record_key
left join entities.person_cluster as other on match.right_key = other.record_key
where
    (match.left_name = $left and match.right_name = $right)
    or (match.left_name = $right and match.right_name = $left)
order by match.weight desc, match.left_key asc, match.right_key asc
limit 1
