-- title: Recipients' names as written that name nobody
-- grain: one row per name as written
-- key: name
-- note: a stand-in that many share (MISCELLANEOUS FOREIGN CONTRACTORS) is never a firm. A name is
-- one where it is a text of seeds.undisclosed_recipient, or where every word is of
-- seeds.undisclosed_word and one of them withholds, or one says where the many are and one what
-- they are. A legal form or any other word makes it a name: VARIOUS VENDORS LLC is a firm
-- source: FPDS data dictionary, Vendor Name; usaspending-api issues 149, 497
with written as (
    select recipient_name as name from lake.usaspending_prime_transaction
    union
    select recipient_name_raw from lake.usaspending_prime_transaction
    union
    select recipient_name from lake.usaspending_prime_award_summary
    union
    select recipient_name_raw from lake.usaspending_prime_award_summary
    union
    select recipient_name from lake.usaspending_subaward
    union
    select prime_name from lake.usaspending_subaward
    union
    select recipient_name from lake.usaspending_api_award
    union
    select recipient_name from lake.usaspending_api_award_detail
    union
    select recipient_name from lake.usaspending_api_subaward
),

plain as (
    select
        name,
        trim(
            regexp_replace(
                regexp_replace(upper(name), '[''’.]', '', 'g'), '[^\p{L}\p{N}]+', ' ', 'g'
            )
        ) as text
    from written
    where name is not null
),

cut as (
    select
        name,
        text,
        unnest(string_split(text, ' ')) as word
    from plain
    where text <> ''
),

weighed as (
    select
        cut.name,
        bool_and(known.word is not null) as is_known,
        bool_or(known.role = 'withheld') as is_withheld,
        bool_or(known.role = 'scope') and bool_or(known.role = 'body') as is_many
    from cut
    left join seeds.undisclosed_word as known on cut.word = known.word
    group by cut.name
)

select
    plain.name,
    plain.text
from plain
left join seeds.undisclosed_recipient as listed on plain.text = listed.recipient_name
left join weighed on plain.name = weighed.name
where
    listed.recipient_name is not null
    or (weighed.is_known and (weighed.is_withheld or weighed.is_many))
