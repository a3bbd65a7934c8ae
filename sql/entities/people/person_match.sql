-- title: Appearances side by side, with what each comparison says of their being one person
-- grain: one row per pair of appearances
-- key: left_key, right_key
-- note: after Fellegi and Sunter, the weights of seeds.match_weight are added (set by hand from
-- m and u, which stand beside them)
-- a first name, middle name or suffix that contradicts the other speaks against whatever agrees
-- column rarity_level: how many ZIP codes have the name, and whether it is a common one anywhere
-- column weight: log2 of the odds
-- column verdict: a human judgement, which beats the machine
with frequency as (
    select
        last_name,
        given_names[-1] as given_name,
        count(distinct coalesce(zip5_code, '')) as place_count
    from entities.person_record
    group by last_name, given_names[-1]
),

known_given as (
    select word from seeds.name_word
    where kind = 'given_name'
    union
    select nickname from seeds.nickname
    union
    select given_name from seeds.nickname
),

common_last as (
    select word from seeds.name_word
    where kind in ('surname', 'given_name')
),

records as (
    select
        record.*,
        case
            when frequency.place_count >= 20 then 'very_common'
            when last_name.word is not null and first_name.word is not null then 'common'
            when frequency.place_count >= 6 then 'common'
            when last_name.word is not null then 'uncommon'
            else 'rare'
        end as rarity_level
    from entities.person_record as record
    inner join frequency
        on
            record.last_name = frequency.last_name
            and record.given_names[-1] = frequency.given_name
    left join common_last as last_name on record.last_name = last_name.word
    left join seeds.name_word as first_name
        on record.given_names[-1] = first_name.word and first_name.kind = 'given_name'
),

compared as (
    select
        pair.left_key,
        pair.right_key,
        one.name as left_name,
        other.name as right_name,
        one.stated_id as left_stated_id,
        other.stated_id as right_stated_id,
        case
            when one.last_name = other.last_name then 'same'
            when one.last_name = other.first_name or other.last_name = one.first_name then 'turned'
            else 'misspelt'
        end as last_level,
        case
            -- a Mr and a Mrs of one name are two people
            when one.title <> other.title then 'different'
            when one.first_name = other.first_name
                then if(length(one.first_name) = 1, 'initial', 'same')
            when one.last_name = other.first_name and one.first_name = other.first_word then 'same'
            when other.last_name = one.first_name and other.first_name = one.first_word then 'same'
            when list_has_any(one.given_names, other.given_names) then 'nickname'
            when length(one.first_name) = 1 or length(other.first_name) = 1
                then if(left(one.first_name, 1) = left(other.first_name, 1), 'initial', 'different')
            -- TERRY and TERRI are two names
            when one_given.word is not null and other_given.word is not null then 'different'
            when
                length(one.first_name) >= 5
                and length(other.first_name) >= 5
                and damerau_levenshtein(one.first_name, other.first_name) = 1
                then 'misspelt'
            else 'different'
        end as first_level,
        case
            when one.middle_name is null and other.middle_name is null then 'none'
            when one.last_name <> other.last_name and one.first_name <> other.first_name then 'one'
            when one.middle_name is null or other.middle_name is null then 'one'
            when one.middle_name = other.middle_name then 'same'
            when left(one.middle_name, 1) <> left(other.middle_name, 1) then 'different'
            when length(one.middle_name) = 1 or length(other.middle_name) = 1 then 'same'
            else 'different'
        end as middle_level,
        case
            when one.suffix is null and other.suffix is null then 'none'
            when one.suffix is null or other.suffix is null then 'one'
            when one.suffix = other.suffix then 'same'
            else 'different'
        end as suffix_level,
        case
            when one.zip5_code = other.zip5_code then 'same_zip'
            when one.city_name = other.city_name and one.state_code = other.state_code
                then 'same_city'
            -- ZZ is anywhere abroad
            when one.state_code = 'ZZ' or other.state_code = 'ZZ' then 'unknown'
            when one.state_code = other.state_code then 'same_state'
            when one.state_code is null or other.state_code is null then 'unknown'
            else 'other_state'
        end as place_level,
        case
            when one.employer_ref = other.employer_ref then 'same'
            when one.is_idle and other.is_idle then 'none'
            when one.employer_ref is null or other.employer_ref is null then 'one'
            else 'different'
        end as employer_level,
        case
            when one.occupation = other.occupation and not one.is_idle and not other.is_idle
                then 'same'
            when one.occupation is null or other.occupation is null or one.is_idle or other.is_idle
                then 'unknown'
            else 'different'
        end as occupation_level,
        if(length(one.first_name) = 1, other.rarity_level, one.rarity_level) as rarity_level
    from entities.person_pair as pair
    inner join records as one on pair.left_key = one.record_key
    inner join records as other on pair.right_key = other.record_key
    left join known_given as one_given on one.first_name = one_given.word
    left join known_given as other_given on other.first_name = other_given.word
),

levelled as (
    select compared.*
    from compared
    left join entities.person_judgement as judgement
        on compared.left_key = judgement.left_key and compared.right_key = judgement.right_key
    where compared.first_level <> 'different' or judgement.verdict = 'same'
),

weighed as (
    select
        levelled.*,
        base.weight::double as prior_weight,
        last_name.weight::double as last_weight,
        first_name.weight::double as first_weight,
        middle.weight::double as middle_weight,
        suffix.weight::double as suffix_weight,
        place.weight::double as place_weight,
        employer.weight::double as employer_weight,
        occupation.weight::double as occupation_weight,
        rarity.weight::double as rarity_weight
    from levelled
    inner join seeds.match_weight as base on base.comparison = 'person_prior'
    inner join seeds.match_weight as last_name
        on last_name.comparison = 'person_last' and levelled.last_level = last_name.level
    inner join seeds.match_weight as first_name
        on first_name.comparison = 'person_first' and levelled.first_level = first_name.level
    inner join seeds.match_weight as middle
        on middle.comparison = 'person_middle' and levelled.middle_level = middle.level
    inner join seeds.match_weight as suffix
        on suffix.comparison = 'person_suffix' and levelled.suffix_level = suffix.level
    inner join seeds.match_weight as place
        on place.comparison = 'person_place' and levelled.place_level = place.level
    inner join seeds.match_weight as employer
        on employer.comparison = 'person_employer' and levelled.employer_level = employer.level
    inner join seeds.match_weight as occupation
        on
            occupation.comparison = 'person_occupation'
            and levelled.occupation_level = occupation.level
    inner join seeds.match_weight as rarity
        on rarity.comparison = 'person_rarity' and levelled.rarity_level = rarity.level
),

summed as (
    select
        *,
        round(
            prior_weight
            + last_weight
            + first_weight
            + middle_weight
            + suffix_weight
            + place_weight
            + employer_weight
            + occupation_weight
            + rarity_weight,
            2
        ) as weight
    from weighed
)

select
    summed.*,
    judgement.verdict,
    case judgement.verdict
        when 'same' then 1.0
        when 'different' then 0.0
        else round(pow(2, summed.weight) / (1 + pow(2, summed.weight)), 6)
    end::double as probability
from summed
left join entities.person_judgement as judgement
    on summed.left_key = judgement.left_key and summed.right_key = judgement.right_key
