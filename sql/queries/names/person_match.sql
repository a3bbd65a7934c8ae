-- title: The two appearances of two people's names that agree best
-- grain: at most one row
select
    left_name,
    right_name,
    probability,
    verdict,
    last_level,
    first_level,
    middle_level,
    suffix_level,
    place_level,
    employer_level,
    occupation_level,
    rarity_level,
    prior_weight,
    last_weight,
    first_weight,
    middle_weight,
    suffix_weight,
    place_weight,
    employer_weight,
    occupation_weight,
    rarity_weight,
    weight
from entities.person_match
where
    (left_name = $left and right_name = $right)
    or (left_name = $right and right_name = $left)
order by weight desc, left_key asc, right_key asc
limit 1
