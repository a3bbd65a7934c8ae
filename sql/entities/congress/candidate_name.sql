-- title: Candidates' names in their parts, with where and when they stood
-- grain: one row per FEC candidate id
-- key: candidate_id
-- note: LAST, FIRST MIDDLE SUFFIX of the newest register; titles and credentials are left out
-- column surname: its words in capitals
-- column surname_words: the same, one by one
-- column long_words: those of the surname's words that have more than three letters
-- column given_words: given names and initials
-- column given_names: the formal names that they may stand for, and themselves
-- column suffix: JR, SR, II and so on; null for none
-- column words: all words of the name, sorted
-- column first_year: the earliest election of the registers loaded; null where none is credible
-- column last_year: the latest one
with stated as (
    select
        candidate_id,
        candidate_name as name,
        office_code,
        office_state_code,
        party_code,
        election_year,
        cycle as trust
    from staging.fec_cn
    union all
    select
        candidate_id,
        candidate_name,
        office_code,
        office_state_code,
        party_code,
        election_year,
        coalesce(cycle, 1) - 1
    from staging.fec_api_candidate
),

newest as (
    select
        candidate_id,
        arg_max(name, (trust, name)) as name,
        arg_max(office_code, (trust, office_code)) as office_code,
        arg_max(office_state_code, (trust, office_state_code)) as state_code,
        arg_max(party_code, (trust, party_code)) as party_code,
        min(election_year) filter (where election_year between 1970 and 2040) as first_year,
        max(election_year) filter (where election_year between 1970 and 2040) as last_year
    from stated
    where name is not null
    group by candidate_id
),

dropped as (
    select list(word) as dropped_words
    from seeds.name_suffix
    where kind in ('title', 'credential')
),

suffixes as (
    select list(word) as suffix_words
    from seeds.name_suffix
    where kind = 'suffix'
),

plain as (
    select
        *,
        regexp_replace(
            regexp_replace(upper(strip_accents(name)), '[.''’`"]', '', 'g'), '[^A-Z0-9,]+', ' ', 'g'
        ) as text
    from newest
),

split as (
    select
        plain.*,
        string_split(split_part(plain.text, ',', 1), ' ') as before_comma,
        string_split(
            replace(substring(plain.text, strpos(plain.text || ',', ',') + 1), ',', ' '), ' '
        ) as after_comma,
        dropped.dropped_words,
        suffixes.suffix_words
    from plain
    cross join dropped
    cross join suffixes
),

parts as (
    select
        *,
        list_filter(before_comma, lambda w: w <> '') as before_words,
        list_filter(
            after_comma,
            lambda w: w <> '' and (length(w) = 1 or not list_contains(dropped_words, w))
        ) as after_words
    from split
),

cut as (
    select
        *,
        if(
            len(before_words) > 1,
            list_filter(
                before_words, lambda w: length(w) = 1 or not list_contains(suffix_words, w)
            ),
            before_words
        ) as surname_words,
        list_filter(
            after_words, lambda w: length(w) = 1 or not list_contains(suffix_words, w)
        ) as given_words,
        list_filter(
            list_concat(before_words[2:], after_words),
            lambda w: length(w) > 1 and list_contains(suffix_words, w)
        )[1] as suffix
    from parts
),

telling as (
    select
        *,
        list_filter(surname_words, lambda w: length(w) > 3) as long_words
    from cut
),

given as (
    select
        candidate_id,
        unnest(given_words) as word
    from cut
),

formal as (
    select
        given.candidate_id,
        list(short.given_name) as formal_names
    from given
    inner join seeds.nickname as short on given.word = short.nickname
    group by given.candidate_id
)

select
    cut.candidate_id,
    cut.name,
    cut.office_code,
    cut.state_code,
    cut.party_code,
    cut.first_year,
    cut.last_year,
    array_to_string(cut.surname_words, ' ') as surname,
    cut.surname_words,
    cut.long_words,
    cut.given_words,
    list_sort(
        list_distinct(list_concat(cut.given_words, coalesce(formal.formal_names, [])))
    ) as given_names,
    case cut.suffix
        when '2ND' then 'II'
        when '3RD' then 'III'
        when '4TH' then 'IV'
        when 'JUNIOR' then 'JR'
        when 'SENIOR' then 'SR'
        else cut.suffix
    end as suffix,
    list_sort(list_distinct(list_concat(cut.surname_words, cut.given_words))) as words
from telling as cut
left join formal on cut.candidate_id = formal.candidate_id
