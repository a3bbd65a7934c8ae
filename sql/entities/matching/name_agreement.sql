-- title: What the words of two names have in common, and what each has beyond the other
-- grain: one row per pair of names
-- key: name_key, firm_key
-- note: extra words are those that only the name as written has, missing ones only the firm's; a
-- word cut short (COMM, IND, U) counts as the firm's word that begins with it
-- column agreed_bits: of the words that agree
-- column written_bits: of all words of the name as written
-- column firm_bits: of all words of the firm's name
-- column edits: letters put right in the telling words that agree
-- column is_first_same: no first letter was put right
-- column right_count: words that agree as they are written
-- column telling_count: words that agree and are telling or common ones
-- column coined_count: of them those of four letters or more that no list knows
-- column shared_institution_count: words for a kind of institution that agree (UNIVERSITY, COUNTY)
-- column front_level: none (no words compared) | both (both begin with the same word, which no list
-- knows) | both_common (with the same listed word) | firm (the firm's first word stands later) |
-- mention (the first word stands later in the firm's) | crossed | neither
with shared as (
    select
        pair.name_key,
        pair.firm_key,
        sum(written.bits) as agreed_bits,
        coalesce(sum(written.edits) filter (where written.class in ('name', 'common')), 0) as edits,
        bool_and(written.is_first_same) as is_first_same,
        count(*) as shared_count,
        count(*) filter (where written.edits = 0) as right_count,
        count(*) filter (where written.class in ('name', 'common')) as telling_count,
        count(*) filter (where written.class = 'name') as name_count,
        -- three letters are many firms'
        count(*) filter (where written.class = 'name' and written.bits > 8) as coined_count,
        count(*) filter (where written.class = 'common') as common_count,
        count(*) filter (where written.class = 'generic') as generic_count,
        count(*) filter (where written.class = 'place') as place_count,
        count(*) filter (where written.class = 'job') as job_count,
        count(*) filter (where written.class = 'body') as body_count,
        count(*) filter (where written.class = 'institution') as institution_count,
        -- a firm's common word may state a job in the other name (CAPTAIN)
        count(*) filter (where firm.class = 'common') as firm_common_count,
        count(*) filter (where firm.class in ('generic', 'job')) as firm_generic_count,
        count(*) filter (where firm.class = 'body') as firm_body_count,
        count(*) filter (where firm.class = 'institution') as firm_institution_count,
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
        sum(bits) as bits,
        count(*) as word_count,
        count(*) filter (where class = 'name') as name_count,
        count(*) filter (where class = 'common') as common_count,
        count(*) filter (where class = 'generic') as generic_count,
        count(*) filter (where class = 'place') as place_count,
        count(*) filter (where class = 'job') as job_count,
        count(*) filter (where class = 'body') as body_count,
        count(*) filter (where class = 'institution') as institution_count
    from entities.mention_word
    group by name_key
),

firm_total as (
    select
        name_key,
        sum(bits) as bits,
        count(*) filter (where class = 'name') as name_count,
        count(*) filter (where class = 'common') as common_count,
        count(*) filter (where class in ('generic', 'job')) as generic_count,
        count(*) filter (where class = 'body') as body_count,
        count(*) filter (where class = 'institution') as institution_count,
        count(*) filter (where class = 'place') as place_count
    from entities.organization_word
    group by name_key
),

open_pairs as (
    select
        shared.name_key,
        shared.firm_key
    from shared
    inner join written_total as written on shared.name_key = written.name_key
    where shared.best_bits >= 8 and written.word_count > shared.shared_count
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

first_word as (
    select
        word.name_key,
        arg_min(coalesce(spelling.target, word.word), word.position) as word
    from entities.name_word as word
    left join entities.word_spelling as spelling on word.word = spelling.word
    group by word.name_key
),

firm_first_word as (
    select
        name_key,
        arg_min(word, position) as word
    from entities.organization_word
    group by name_key
)

select
    pair.name_key,
    pair.firm_key,
    pair.block,
    coalesce(shared.agreed_bits, 0) as agreed_bits,
    coalesce(written.bits, 0) as written_bits,
    firm.bits as firm_bits,
    coalesce(shared.edits, 0) as edits,
    coalesce(shared.is_first_same, true) as is_first_same,
    coalesce(shared.shared_count, 0) as shared_count,
    coalesce(shared.right_count, 0) as right_count,
    coalesce(shared.telling_count, 0) as telling_count,
    coalesce(shared.coined_count, 0) as coined_count,
    coalesce(shared.generic_count, 0) as shared_generic_count,
    coalesce(shared.institution_count, 0) as shared_institution_count,
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
    written.institution_count - coalesce(shared.institution_count, 0) as extra_institution_count,
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
    firm.body_count - coalesce(shared.firm_body_count, 0) as missing_body_count,
    firm.institution_count
    - coalesce(shared.firm_institution_count, 0) as missing_institution_count,
    case
        when shared.shared_count is null then 'none'
        when written_first.word = firm_first.word
            then if(firm_own.class = 'name' and firm_own.bits > 8, 'both', 'both_common')
        when firm_has.word is not null and written_has.word is not null then 'crossed'
        when firm_has.word is not null then 'mention'
        when written_has.word is not null then 'firm'
        else 'neither'
    end as front_level
from entities.name_pair as pair
left join shared on pair.name_key = shared.name_key and pair.firm_key = shared.firm_key
left join shortened on pair.name_key = shortened.name_key and pair.firm_key = shortened.firm_key
left join written_total as written on pair.name_key = written.name_key
left join firm_total as firm on pair.firm_key = firm.name_key
left join first_word as written_first on pair.name_key = written_first.name_key
left join firm_first_word as firm_first on pair.firm_key = firm_first.name_key
left join entities.mention_word as written_has
    on pair.name_key = written_has.name_key and firm_first.word = written_has.word
left join entities.organization_word as firm_has
    on pair.firm_key = firm_has.name_key and written_first.word = firm_has.word
left join entities.organization_word as firm_own
    on pair.firm_key = firm_own.name_key and firm_first.word = firm_own.word
