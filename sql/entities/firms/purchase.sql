-- title: When a registration's firm was bought, by the table of large contractors
-- grain: one row per registration and row of the table
-- key: organization_id, record_id
-- params: prefix_letters=8
-- note: a registration is the firm of a row (CSIS) when one of its names is the row's, or, reported
-- by the end of the purchase, begins with it where the row's has two words that tell enough.
-- Where the table has a year alone the purchase may be of any day of that year and of the fiscal
-- year of the government that bears its number (October to September): before these days the buyer
-- did not own it, from the last of them it did
-- column buyer_id: the firm that bears the buyer's name, whole names only; null where none or
-- several do
-- column buyer_name: the buyer as the row names it
-- column is_whole_name: a name of the registration is that of the row
-- column firm_words: the row's name in capitals
-- column from_date: the first day on which the purchase may have been
-- column until_date: the last one; the same where the table states the day
with bought as (
    select
        record_id,
        trim(regexp_replace(upper(name), '[^A-Z0-9]+', ' ', 'g')) as words,
        replace(words, ' ', '') as letters,
        regexp_extract(words, '^\w+ \w+') as first_words,
        owner_name as buyer_name,
        regexp_replace(upper(owner_name), '[^A-Z0-9]', '', 'g') as buyer_letters,
        coalesce(merger_date, make_date(merger_year - 1, 10, 1)) as from_date,
        coalesce(merger_date, make_date(merger_year, 12, 31)) as until_date
    from staging.csis_parent
    where merger_year between 1900 and 2100
),

borne as (
    select
        organization_id,
        first_seen_date,
        trim(regexp_replace(upper(name), '[^A-Z0-9]+', ' ', 'g')) as words,
        regexp_replace(
            upper(name), '[^A-Z0-9]|\b(INC|CORP|CORPORATION|CO|COMPANY|LLC)[.]?$', '', 'g'
        ) as letters,
        regexp_extract(words, '^\w+ \w+') as first_words
    from entities.organization_name
    where is_registered and uei is not null and trust >= 1
),

buyer as (
    select
        borne.letters,
        min(coalesce(cluster.cluster_id, borne.organization_id)) as buyer_id
    from borne
    semi join bought on borne.letters = bought.buyer_letters
    left join entities.organization_cluster as cluster
        on borne.organization_id = cluster.organization_id
    group by borne.letters
    having count(distinct coalesce(cluster.cluster_id, borne.organization_id)) = 1
),

met as (
    select
        borne.organization_id,
        bought.record_id,
        true as is_whole_name
    from bought
    inner join borne on bought.letters = borne.letters
    where bought.letters <> ''
    union all
    select
        borne.organization_id,
        bought.record_id,
        false
    from bought
    inner join borne
        on
            bought.first_words = borne.first_words
            and starts_with(borne.words, bought.words || ' ')
            and coalesce(bought.until_date >= borne.first_seen_date, true)
    where
        bought.first_words <> ''
        and length(bought.letters) >= getvariable('prefix_letters')::integer
),

meant as (
    select
        organization_id,
        record_id,
        bool_or(is_whole_name) as is_whole_name
    from met
    group by organization_id, record_id
)

select
    meant.organization_id,
    meant.record_id,
    meant.is_whole_name,
    bought.words as firm_words,
    nullif(
        buyer.buyer_id, coalesce(cluster.cluster_id, meant.organization_id)
    ) as buyer_id,
    bought.buyer_name,
    bought.from_date,
    bought.until_date
from meant
inner join bought on meant.record_id = bought.record_id
left join buyer on bought.buyer_letters = buyer.letters
left join entities.organization_cluster as cluster
    on meant.organization_id = cluster.organization_id
