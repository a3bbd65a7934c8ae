-- title: What speaks for and against two names being one firm's
-- grain: one row per pair of names
-- key: name_key, firm_key
-- params: least_bits=-8
-- note: one column per comparison; the words of each level are those of seeds.match_weight, and so
-- are the weights; pairs that no place could make likely are left out
-- column name_level: how the words agree
-- column extra_level: what the name has beyond the firm's
-- column missing_level: what the firm's name has beyond it
-- column agreed_bits: bits of the words that agree
-- column rarity_level: how much they tell
with shared as (
    select
        pair.name_key,
        pair.firm_key,
        sum(written.bits) as agreed_bits,
        coalesce(sum(written.edits) filter (where written.class in ('name', 'common')), 0) as edits,
        bool_and(written.is_first_same) as is_first_same,
        count(*) filter (where written.edits = 0) as right_count,
        count(*) filter (where written.class = 'name') as name_count,
        count(*) filter (where written.class = 'common') as common_count,
        count(*) filter (where written.class = 'generic') as generic_count,
        count(*) filter (where written.class = 'place') as place_count,
        count(*) filter (where written.class = 'job') as job_count,
        count(*) filter (where written.class = 'body') as body_count,
        -- a firm's common word may state a job in the other name (CAPTAIN)
        count(*) filter (where firm.class = 'common') as firm_common_count,
        count(*) filter (where firm.class in ('generic', 'job')) as firm_generic_count,
        count(*) filter (where firm.class = 'body') as firm_body_count,
        max(written.bits) as best_bits
    from entities.name_pair as pair
    inner join entities.mention_word as written on pair.name_key = written.name_key
    inner join entities.organization_word as firm
        on pair.firm_key = firm.name_key and written.word = firm.word
    group by pair.name_key, pair.firm_key
),

written_total as (
    select
        name_key,
        count(*) as word_count,
        count(*) filter (where class = 'name') as name_count,
        count(*) filter (where class = 'common') as common_count,
        count(*) filter (where class = 'generic') as generic_count,
        count(*) filter (where class = 'place') as place_count,
        count(*) filter (where class = 'job') as job_count,
        count(*) filter (where class = 'body') as body_count
    from entities.mention_word
    group by name_key
),

firm_total as (
    select
        name_key,
        count(*) filter (where class = 'name') as name_count,
        count(*) filter (where class = 'common') as common_count,
        count(*) filter (where class in ('generic', 'job')) as generic_count,
        count(*) filter (where class = 'body') as body_count,
        count(*) filter (where class = 'place') as place_count,
        sum(bits) as bits
    from entities.organization_word
    group by name_key
),

-- words cut short (COMM, IND, U) beside a firm's word that begins with them
open_pairs as (
    select
        shared.name_key,
        shared.firm_key
    from shared
    inner join written_total as written on shared.name_key = written.name_key
    where
        shared.best_bits >= 8
        and written.word_count
        > shared.name_count
        + shared.common_count
        + shared.generic_count
        + shared.place_count
        + shared.job_count
        + shared.body_count
),

shortened as (
    select
        open_pairs.name_key,
        open_pairs.firm_key,
        count(distinct written.word) filter (where written.class = 'name') as name_count,
        count(distinct written.word) filter (where written.class = 'common') as common_count,
        count(distinct written.word) filter (where written.class = 'generic') as generic_count,
        count(distinct written.word) filter (where written.class = 'place') as place_count,
        count(distinct firm.word) filter (where firm.class = 'common') as missing_common_count,
        count(distinct firm.word) filter (where firm.class in ('generic', 'job'))
            as missing_generic_count,
        count(distinct firm.word) filter (where firm.class = 'place') as missing_place_count
    from open_pairs
    inner join entities.mention_word as written on open_pairs.name_key = written.name_key
    inner join entities.organization_word as firm
        on
            open_pairs.firm_key = firm.name_key
            and left(written.word, 1) = left(firm.word, 1)
            and starts_with(firm.word, written.word)
    where
        length(written.word) < length(firm.word)
        and length(written.word) <= 5
        and firm.class in ('generic', 'common', 'place', 'job')
        and written.class in ('name', 'common', 'generic', 'place')
    group by open_pairs.name_key, open_pairs.firm_key
),

counted as (
    select
        pair.name_key,
        pair.firm_key,
        pair.block,
        firm.bits as firm_bits,
        coalesce(shared.agreed_bits, 0) as agreed_bits,
        coalesce(shared.edits, 0) as edits,
        coalesce(shared.is_first_same, true) as is_first_same,
        coalesce(shared.right_count, 0) as right_count,
        coalesce(shared.generic_count, 0) as generic_count,
        coalesce(shared.best_bits, 0) as best_bits,
        written.name_count
        - coalesce(shared.name_count, 0)
        - coalesce(shortened.name_count, 0) as extra_name_count,
        written.common_count
        - coalesce(shared.common_count, 0)
        - coalesce(shortened.common_count, 0) as extra_common_count,
        written.generic_count
        - coalesce(shared.generic_count, 0)
        - coalesce(shortened.generic_count, 0) as extra_generic_count,
        written.place_count
        - coalesce(shared.place_count, 0)
        - coalesce(shortened.place_count, 0) as extra_place_count,
        written.job_count - coalesce(shared.job_count, 0) as extra_job_count,
        written.body_count - coalesce(shared.body_count, 0) as extra_body_count,
        firm.name_count - coalesce(shared.name_count, 0) as missing_name_count,
        firm.common_count
        - coalesce(shared.firm_common_count, 0)
        - coalesce(shortened.missing_common_count, 0) as missing_common_count,
        firm.place_count
        - coalesce(shared.place_count, 0)
        - coalesce(shortened.missing_place_count, 0) as missing_place_count,
        firm.generic_count
        - coalesce(shared.firm_generic_count, 0)
        - coalesce(shortened.missing_generic_count, 0) as missing_generic_count,
        firm.body_count - coalesce(shared.firm_body_count, 0) as missing_body_count
    from entities.name_pair as pair
    left join shared on pair.name_key = shared.name_key and pair.firm_key = shared.firm_key
    left join shortened
        on pair.name_key = shortened.name_key and pair.firm_key = shortened.firm_key
    left join written_total as written on pair.name_key = written.name_key
    left join firm_total as firm on pair.firm_key = firm.name_key
),

levelled as (
    select
        *,
        case
            when block < '6' then 'none'
            when block = '7 initials' then 'none'
            when extra_body_count > 0 then 'body'
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
            when block < '6' then 'none'
            when block = '7 initials' then 'none'
            -- X HEALTHCARE is not COUNTY OF X, but X may be X DAIRY
            when
                missing_body_count > 0
                and extra_generic_count + extra_common_count + extra_name_count > 0
                then 'other_body'
            when missing_body_count > 0 then 'body'
            when missing_name_count > 0 then 'name'
            -- BLUE CROSS is not that of SOUTH CAROLINA
            when missing_place_count > 0 and missing_common_count > 0 then 'place'
            when missing_common_count > 0 then 'common'
            when missing_generic_count > 0 then 'generic'
            when missing_place_count > 0 then 'place'
            else 'none'
        end as missing_level
    from counted
),

named as (
    select
        *,
        case
            when block = '1 equal name' then 'exact'
            when block = '3 equal letters' then 'same_letters'
            when block = '5 cut end' then 'cut_end'
            when block = '7 initials' then 'initials'
            -- a lone telling word that is misspelt may be another word
            when
                edits > 0
                and right_count = 0
                and (edits > 1 or not is_first_same or length(name_key) < 7)
                then 'other'
            -- LOCKHEED MARTIN may be MARTIN LOCKHEED, unless a line of business goes with it
            when block = '4 words turned' and generic_count = 0 then 'words_turned'
            when edits > 0 and right_count = 0 then 'lone_spelling'
            when extra_level = 'name' then 'other'
            when missing_level = 'name' then if(edits > 0, 'part_spelling', 'part')
            when missing_level = 'none' and extra_level in ('none', 'job', 'place')
                then if(edits > 0, 'spelling', if(block < '5', 'same_words', 'whole'))
            when edits > 0 then 'core_spelling'
            when extra_level = 'none' and missing_level <> 'common' then 'short'
            -- ACME SERVICES beside ACME CONSULTING: one house perhaps, two firms
            when extra_level in ('generic', 'common') and missing_level <> 'none' then 'swap'
            else 'core'
        end as name_level
    from levelled
),

informed as (
    select
        name_key,
        firm_key,
        block,
        name_level,
        extra_level,
        missing_level,
        edits,
        case
            when name_level in ('exact', 'same_letters', 'cut_end') then firm_bits
            when name_level = 'initials' then 2.0 * length(name_key) + 1
            else agreed_bits
        end as agreed_bits
    from named
),

rated as (
    select
        *,
        case
            when agreed_bits < 8 then 'under 8'
            when agreed_bits < 12 then '8 to 12'
            when agreed_bits < 16 then '12 to 16'
            when agreed_bits < 20 then '16 to 20'
            else '20 and over'
        end as rarity_level
    from informed
)

select
    rated.*,
    base.weight::double as prior_weight,
    name.weight::double as name_weight,
    extra.weight::double as extra_weight,
    missing.weight::double as missing_weight,
    rarity.weight::double as rarity_weight
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
where
    base.weight::double
    + name.weight::double
    + extra.weight::double
    + missing.weight::double
    + rarity.weight::double
    >= getvariable('least_bits')
