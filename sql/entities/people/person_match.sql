-- title: Appearances side by side, with what each comparison says of their being one person
-- grain: one row per pair of appearances
-- key: left_key, right_key
-- note: after Fellegi and Sunter, the weights of seeds.match_weight are added
-- a first name, middle name, suffix or title that contradicts the other speaks against whatever
-- agrees
-- params: large=40
-- column rarity_level: how many of the name are to be expected there (entities.name_frequency)
-- column weight: log2 of the odds
-- column verdict: a human judgement, which beats the machine
with known_given as (
    select word from seeds.name_word
    where kind = 'given_name'
    union
    select nickname from seeds.nickname
    union
    select given_name from seeds.nickname
    union
    select name from seeds.name_share
    where kind = 'given_name'
),

-- namesakes at a large employer are many
large_employer as (
    select employer_ref
    from entities.person_record
    where employer_ref is not null
    group by employer_ref
    having count(distinct last_name) >= getvariable('large')
),

-- where no such name stands in a ZIP code, or none is told: as in the one where most are expected
anywhere as (
    select
        last_name,
        given_name,
        max(expected_count) as expected_count,
        arg_max(rarity_level, (expected_count, zip5_code)) as rarity_level
    from entities.name_frequency
    group by last_name, given_name
),

records as (
    select
        record.*,
        -- a name that no record has is taken as one of the common
        coalesce(frequency.rarity_level, anywhere.rarity_level, 'common') as rarity_level,
        coalesce(frequency.expected_count, anywhere.expected_count) as expected_count,
        replace(record.employer_key, ' ', '') as employer_letters,
        large_employer.employer_ref is not null as is_large
    from entities.person_record as record
    left join entities.name_frequency as frequency
        on
            record.last_name = frequency.last_name
            and record.given_names[-1] = frequency.given_name
            and coalesce(record.zip5_code, 'none') = frequency.zip5_code
    left join anywhere
        on
            record.last_name = anywhere.last_name
            and record.given_names[-1] = anywhere.given_name
    left join large_employer on record.employer_ref = large_employer.employer_ref
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
            when
                one.last_name || one.given_text = other.given_text || other.last_name
                or other.last_name || other.given_text = one.given_text || one.last_name
                then 'turned'
            when one.last_keys[1] = other.last_keys[1] then 'sound'
            when list_has_any(one.last_keys, other.last_keys) then 'part'
            else 'misspelt'
        end as last_level,
        case
            when one.first_name = other.first_name
                then if(length(one.first_name) = 1, 'initial', 'same')
            when one.last_name = other.first_name and one.first_name = other.first_word then 'same'
            when other.last_name = one.first_name and other.first_name = one.first_word then 'same'
            -- WEI MING and WEIMING
            when one.given_text = other.given_text then 'same'
            when
                one.last_name <> other.last_name
                and (
                    one.last_name || one.given_text = other.given_text || other.last_name
                    or other.last_name || other.given_text = one.given_text || one.last_name
                )
                then 'same'
            -- WEI and WEI M beside WEI MING, not WEI LONG
            when
                one.given_words[1] = other.given_words[1]
                and (
                    starts_with(one.given_text, other.given_text)
                    or starts_with(other.given_text, one.given_text)
                )
                then 'nickname'
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
            when one.first_name <> other.first_name and one.given_text = other.given_text
                then 'none'
            when one.middle_name is null or other.middle_name is null then 'one'
            when left(one.middle_name, 1) <> left(other.middle_name, 1) then 'different'
            -- WEI MING JIAN and WEI MING XIAO
            when left(one.given_words[3], 1) <> left(other.given_words[3], 1) then 'different'
            when length(one.middle_name) = 1 or length(other.middle_name) = 1 then 'letter'
            when one.middle_name = other.middle_name then 'same'
            when
                length(one.middle_name) >= 5
                and length(other.middle_name) >= 5
                and damerau_levenshtein(one.middle_name, other.middle_name) = 1
                then 'letter'
            else 'different'
        end as middle_level,
        case
            when one.title is null and other.title is null then 'none'
            when one.title is null or other.title is null then 'one'
            when one.title = other.title then 'same'
            -- a Mr and a Mrs of one name are two people
            else 'different'
        end as title_level,
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
            when one.employer_ref = other.employer_ref
                then if(one.is_large, 'same_large', 'same')
            when one.is_idle and other.is_idle then 'none'
            when one.employer_ref is null or other.employer_ref is null then 'one'
            -- TARN BANK and TARN BANK NA, HIGHDESERT OPTICS and HIGH DESERT OPTIC
            when
                length(one.employer_letters) >= 6
                and length(other.employer_letters) >= 6
                and (
                    starts_with(one.employer_letters, other.employer_letters)
                    or starts_with(other.employer_letters, one.employer_letters)
                    or ends_with(one.employer_letters, other.employer_letters)
                    or ends_with(other.employer_letters, one.employer_letters)
                    or jaro_winkler_similarity(one.employer_letters, other.employer_letters)
                    >= 0.95
                )
                then 'similar'
            else 'different'
        end as employer_level,
        case
            when one.occupation = other.occupation and not one.is_idle and not other.is_idle
                then 'same'
            when
                one.is_idle and other.is_idle
                and one.occupation = other.occupation
                and (idle.employer is null or trade.word is not null)
                then 'same_own'
            when one.occupation is null or other.occupation is null or one.is_idle or other.is_idle
                then 'unknown'
            else 'different'
        end as occupation_level,
        -- of an initial the whole name counts, else the more frequent of the two
        case
            when length(one.first_name) = 1 and length(other.first_name) > 1
                then other.rarity_level
            when length(other.first_name) = 1 and length(one.first_name) > 1
                then one.rarity_level
            when one.expected_count >= other.expected_count then one.rarity_level
            else other.rarity_level
        end as rarity_level
    from entities.person_pair as pair
    inner join records as one on pair.left_key = one.record_key
    inner join records as other on pair.right_key = other.record_key
    left join seeds.non_employer as idle on one.occupation = idle.employer
    left join seeds.occupation_word as trade
        on one.occupation = trade.word and trade.kind = 'occupation'
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
        title.weight::double as title_weight,
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
    inner join seeds.match_weight as title
        on title.comparison = 'person_title' and levelled.title_level = title.level
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
            + title_weight
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
