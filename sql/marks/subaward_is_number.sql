-- title: A sub-award whose amount is its own number or its report's
-- grain: one row per sub-award
-- key: mark_id
-- params: mark_number_least_usd=10000
-- note: letters, dashes and leading zeros of the number are left out; dollars are held against it,
-- and dollars and cents without their point
with numbered as (
    select
        record_id,
        award_key,
        action_date,
        amount_usd,
        [
            { 'name': 'number', 'text': subaward_number },
            { 'name': 'report', 'text': report_id }
        ] as texts
    from entities.subaward
    where amount_usd >= getvariable('mark_number_least_usd')::decimal(18, 2)
),

listed as (
    select
        record_id,
        award_key,
        action_date,
        amount_usd,
        unnest(texts) as said
    from numbered
),

read as (
    select
        listed.*,
        -- a report's hash or UUID is no number: what follows letters must be digits to the end
        case
            when regexp_full_match(listed.said.text, '[A-Za-z_. /#-]*[0-9]{4,18}')
                then ltrim(regexp_extract(listed.said.text, '[0-9]+$'), '0')
        end as digits
    from listed
),

marked as (
    select
        read.record_id,
        read.award_key,
        read.action_date,
        read.amount_usd,
        string_agg(
            'its ' || read.said.name || ' ' || read.said.text,
            ' and '
            order by read.said.name, read.said.text
        ) as said
    from read
    where
        read.digits in (
            replace(read.amount_usd::varchar, '.', ''),
            regexp_replace(read.amount_usd::varchar, '\.00$', '')
        )
    group by
        read.record_id,
        read.award_key,
        read.action_date,
        read.amount_usd
)

select
    md5(concat_ws('|', 'subaward_is_number', record_id)) as mark_id,
    'subaward_is_number' as code,
    'award:' || award_key as subject_id,
    award_key,
    record_id,
    'subaward_amount' as field,
    amount_usd::varchar as published,
    amount_usd,
    'the amount of ' || amount_usd || ' USD reads like ' || said as reason,
    action_date as since_date,
    record_id as since_record_id,
    null::date as until_date,
    [record_id] as record_ids
from marked
