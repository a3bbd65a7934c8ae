-- title: What speaks for and against two names being one firm's
-- grain: one row per pair of names
-- key: name_key, firm_key
-- params: least_bits=-4
-- note: one column per comparison; the words of each level are those of seeds.match_weight, and so
-- are the weights; pairs that no place could make likely are left out
-- column name_level: how the words agree
-- column extra_level: what the name has beyond the firm's
-- column missing_level: what the firm's name has beyond it
-- column agreed_bits: bits of the words that agree
-- column rarity_level: how much they tell
-- column front_level: whether both begin with the same word
-- column span_level: how many telling or common words agree; none where names agree as a whole
-- column spelling_level: right | put_right | alone (the only word that agrees was misspelt)
with beyond as (
    select
        *,
        replace(name_key, ' ', '') as compact,
        replace(firm_key, ' ', '') as firm_compact,
        -- a name that is misspelt agrees by its words
        (block < '6' and edits = 0) or block = '7 initials' or shared_count = 0 as is_whole,
        starts_with(front_level, 'both') as is_front_same,
        case
            when block < '6' or block = '7 initials' or shared_count = 0 then 'none'
            -- a university of another town, a county of another name
            when
                shared_institution_count > 0
                and extra_place_count
                + extra_name_count
                + extra_common_count
                + extra_body_count
                + extra_institution_count > 0
                then 'sister'
            when extra_institution_count > 0 then 'institution'
            when extra_body_count > 0 then 'body'
            when extra_name_count > 1 then 'names'
            when extra_name_count > 0 then 'name'
            when extra_common_count > 0 then 'common'
            -- SOFTWARE ENGINEER, PROGRAM MANAGER
            when extra_generic_count > 0 and extra_job_count > 0 then 'job'
            when extra_generic_count > 0 then 'generic'
            when extra_place_count > 0 then 'place'
            when extra_job_count > 0 then 'job'
            else 'none'
        end as extra_level,
        case
            when block < '6' or block = '7 initials' or shared_count = 0 then 'none'
            -- X HEALTHCARE is not COUNTY OF X, nor X BANK X SYSTEMS; but X may be X DAIRY
            when
                missing_body_count + missing_institution_count > 0
                and extra_generic_count
                + extra_common_count
                + extra_name_count
                + extra_body_count
                + extra_institution_count > 0
                then 'other_body'
            when missing_generic_count > 0 and extra_body_count + extra_institution_count > 0
                then 'other_body'
            -- BLUE CROSS OF ALABAMA is not that of KANSAS
            when missing_place_count > 0 and extra_place_count > 0 then 'other_place'
            when
                shared_institution_count > 0
                and missing_place_count
                + missing_name_count
                + missing_common_count
                + missing_generic_count
                + missing_body_count
                + missing_institution_count > 0
                then 'sister'
            when missing_institution_count > 0 then 'institution'
            when missing_body_count > 0 then 'body'
            when missing_name_count > 1 then 'names'
            when missing_name_count > 0 then 'name'
            -- BLUE CROSS is not that of SOUTH CAROLINA
            when missing_place_count > 0 and missing_common_count > 0 then 'place'
            when missing_common_count > 0 then 'common'
            when missing_generic_count > 0 then 'generic'
            when missing_place_count > 0 then 'place'
            else 'none'
        end as missing_level
    from entities.name_agreement
),

named as (
    select
        *,
        case
            when block = '1 equal name' then 'exact'
            when block = '3 equal letters' then 'same_letters'
            when block = '5 cut end' then 'cut_end'
            -- a letter in a name written without spaces: EXXON MOBILE
            when
                block <> '7 initials'
                and least(length(compact), length(firm_compact)) >= 7
                and left(compact, 4) = left(firm_compact, 4)
                and abs(length(compact) - length(firm_compact)) <= 1
                and damerau_levenshtein(compact, firm_compact) = 1
                and not regexp_matches(name_key || firm_key, '[0-9]')
                -- of two words each may be meant: RING, WING; a town's beside the name seldom is
                and (
                    shared_count = 0
                    or (
                        extra_place_count > 0
                        and extra_common_count
                        + extra_generic_count
                        + extra_job_count
                        + extra_name_count = 0
                    )
                )
                then if(least(length(compact), length(firm_compact)) >= 10, 'near', 'short_near')
            when block = '7 initials' and length(firm_compact) < length(compact) then 'written_out'
            when block = '7 initials' then if(length(compact) = 3, 'initials', 'long_initials')
            -- INTERNATIONAL begins with INTERN
            when shared_count = 0 and least(firm_bits, written_bits) < 5 then 'far'
            when
                shared_count = 0
                and (starts_with(compact, firm_compact) or starts_with(firm_compact, compact))
                then if(least(length(compact), length(firm_compact)) < 7, 'short_start', 'start')
            when shared_count = 0 then 'far'
            -- a lone telling word that is misspelt may be another word
            when
                edits > 0
                and right_count = 0
                and (edits > 1 or not is_first_same or length(name_key) < 7)
                then 'far'
            -- LOCKHEED MARTIN may be MARTIN LOCKHEED, unless a line of business goes with it
            when block = '4 words turned' and shared_generic_count = 0 then 'words_turned'
            when extra_level = 'none' and front_level = 'crossed' then 'words_turned'
            when extra_level in ('name', 'names')
                then
                    case
                        when missing_level <> 'none' then 'other'
                        when is_front_same then 'head'
                        -- two names in one field, or a unit with its owner
                        else 'behind'
                    end
            when
                missing_level in ('name', 'names', 'common')
                and extra_level = 'none'
                and is_front_same
                then 'beginning'
            when missing_level in ('name', 'names') then 'part'
            when missing_level = 'none' and extra_level in ('none', 'job', 'place')
                then if(block < '5', 'same_words', 'whole')
            when extra_level = 'none' and missing_level <> 'common' then 'short'
            -- ACME SERVICES beside ACME CONSULTING: one house perhaps, two firms
            when extra_level in ('generic', 'common') and missing_level <> 'none' then 'swap'
            else 'core'
        end as name_level
    from beyond
),

informed as (
    select
        name_key,
        firm_key,
        block,
        name_level,
        if(name_level in ('near', 'short_near'), 'none', extra_level) as extra_level,
        if(name_level in ('near', 'short_near'), 'none', missing_level) as missing_level,
        if(name_level in ('near', 'short_near'), 'none', front_level) as front_level,
        edits,
        is_whole or name_level in ('near', 'short_near') as is_whole,
        case
            when is_whole or name_level in ('near', 'short_near') then 'none'
            when telling_count = 0 then '0'
            when coined_count > 0 then if(telling_count > 1, '2 or more', '1')
            else if(telling_count > 1, '2 or more common', '1 common')
        end as span_level,
        case
            when edits = 0 then 'right'
            when right_count = 0 then 'alone'
            else 'put_right'
        end as spelling_level,
        case
            when name_level in ('exact', 'same_letters', 'cut_end', 'near', 'short_near')
                then firm_bits
            when name_level in ('initials', 'long_initials') then 2.0 * length(compact) + 1
            when name_level = 'written_out' then 2.0 * length(firm_compact) + 1
            when shared_count = 0 then least(firm_bits, written_bits)
            else agreed_bits
        end as agreed_bits
    from named
    where name_level <> 'far'
),

rated as (
    select
        * exclude (is_whole),
        -- common words tell more where nothing else stands beside them
        concat(
            if(is_whole, 'whole ', 'part '),
            case
                when agreed_bits <= 5 then '1'
                when agreed_bits <= 8 then '2'
                when agreed_bits <= 11 then '3'
                when agreed_bits <= 14 then '4'
                when agreed_bits <= 20 then '5'
                else '6'
            end
        ) as rarity_level
    from informed
)

select
    rated.*,
    base.weight::double as prior_weight,
    name.weight::double as name_weight,
    extra.weight::double as extra_weight,
    missing.weight::double as missing_weight,
    rarity.weight::double as rarity_weight,
    front.weight::double as front_weight,
    span.weight::double as span_weight,
    spelling.weight::double as spelling_weight
from rated
inner join seeds.match_weight as base on base.comparison = 'prior'
inner join seeds.match_weight as name
    on name.comparison = 'name' and rated.name_level = name.level
inner join seeds.match_weight as extra
    on extra.comparison = 'extra' and rated.extra_level = extra.level
inner join seeds.match_weight as missing
    on missing.comparison = 'missing' and rated.missing_level = missing.level
inner join seeds.match_weight as rarity
    on rarity.comparison = 'rarity' and rated.rarity_level = rarity.level
inner join seeds.match_weight as front
    on front.comparison = 'front' and rated.front_level = front.level
inner join seeds.match_weight as span
    on span.comparison = 'span' and rated.span_level = span.level
inner join seeds.match_weight as spelling
    on spelling.comparison = 'spelling' and rated.spelling_level = spelling.level
where
    base.weight::double
    + name.weight::double
    + extra.weight::double
    + missing.weight::double
    + rarity.weight::double
    + front.weight::double
    + span.weight::double
    + spelling.weight::double
    >= getvariable('least_bits')
