-- title: Recipients' names as written that name nobody
-- grain: one row per name as written
-- key: name
-- note: a stand-in that many share (MISCELLANEOUS FOREIGN CONTRACTORS) is never a firm. A name is
-- one where it is a text of seeds.undisclosed_recipient, or where every word is of
-- seeds.undisclosed_word and one of them withholds what another names, or one says where the many
-- are and one what they are; a number or a country in brackets behind it says no more. A legal form
-- or any other word makes it a name: VARIOUS VENDORS LLC is a firm
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
    select parent_name from lake.usaspending_prime_transaction
    union
    select parent_name from lake.usaspending_prime_award_summary
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
        ) as text,
        -- without a number or a country behind it: ... AWARDEES 2, ... CONTRACTORS (AFGHANISTAN)
        trim(
            regexp_replace(
                regexp_replace(
                    regexp_replace(upper(name), '[''’.]', '', 'g'),
                    '[(][^)]*[)] *$|[0-9 ]+$',
                    ' '
                ),
                '[^\p{L}\p{N}]+',
                ' ',
                'g'
            )
        ) as core
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
    union all
    select
        name,
        core,
        unnest(string_split(core, ' '))
    from plain
    where core not in ('', text)
),

weighed as (
    select
        cut.name,
        cut.text,
        bool_and(known.word is not null) as is_known,
        bool_or(known.role = 'withheld')
        and (bool_or(known.role = 'body') or bool_and(known.role in ('withheld', 'scope')))
            as is_withheld,
        bool_or(known.role = 'scope') and bool_or(known.role = 'body') as is_many
    from cut
    left join seeds.undisclosed_word as known on cut.word = known.word
    group by cut.name, cut.text
),

telling as (
    select distinct name
    from weighed
    where is_known and (is_withheld or is_many)
)

select
    plain.name,
    plain.text
from plain
left join seeds.undisclosed_recipient as listed on plain.text = listed.recipient_name
left join telling on plain.name = telling.name
where
    listed.recipient_name is not null
    or telling.name is not null
    or plain.text = ''
    -- as GPC CONSOLIDATED REPORTING: purchases that one office reports together
    or regexp_matches(plain.text, 'CONSOLIDATED REPORTING$')
