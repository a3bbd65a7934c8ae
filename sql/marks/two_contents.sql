-- title: One key with two contents in one published file
-- grain: one row per action or award summary of which a published file holds two versions
-- key: mark_id
-- note: one version is counted, the others are in no sum; the amounts of all are told
with repeated as (
    select
        transaction_key,
        file_sha256
    from lake.usaspending_prime_transaction
    group by
        transaction_key,
        file_sha256
    having count(*) > 1
),

versions as (
    select
        filed.transaction_key,
        filed.file_sha256,
        filed.obligated_usd,
        concat_ws(
            '|',
            filed.obligated_usd,
            filed.action_date,
            filed.recipient_name,
            filed.recipient_uei,
            filed.ceiling_usd
        ) as content
    from lake.usaspending_prime_transaction as filed
    semi join repeated
        on
            filed.transaction_key = repeated.transaction_key
            and filed.file_sha256 = repeated.file_sha256
),

different as (
    select
        'usaspending:' || transaction_key as record_id,
        file_sha256,
        count(*) as version_count,
        list_sort(list(distinct obligated_usd)) as amounts
    from versions
    group by
        transaction_key,
        file_sha256
    having count(distinct content) > 1
),

repeated_award as (
    select
        award_key,
        file_sha256
    from lake.usaspending_prime_award_summary
    group by
        award_key,
        file_sha256
    having count(*) > 1
),

different_award as (
    select
        'usaspending:award:' || filed.award_key as record_id,
        filed.file_sha256,
        count(*) as version_count,
        list_sort(list(distinct filed.award_obligated_usd)) as amounts
    from lake.usaspending_prime_award_summary as filed
    semi join repeated_award
        on
            filed.award_key = repeated_award.award_key
            and filed.file_sha256 = repeated_award.file_sha256
    group by
        filed.award_key,
        filed.file_sha256
    having
        count(
            distinct concat_ws(
                '|', filed.award_obligated_usd, filed.recipient_name, filed.recipient_uei,
                filed.ceiling_usd
            )
        ) > 1
),

-- the file that the counted version is from; older files that it replaced say nothing any more
marked as (
    select
        different.*,
        kept.award_key,
        kept.obligated_usd as amount_usd,
        'federal_action_obligation' as field,
        kept.action_date as since_date
    from different
    inner join staging.usaspending_prime_transaction as kept
        on different.record_id = kept.record_id and different.file_sha256 = kept.file_sha256
    union all
    select
        different_award.*,
        kept.award_key,
        kept.award_obligated_usd,
        'total_obligated_amount',
        kept.latest_action_date
    from different_award
    inner join staging.usaspending_prime_award_summary as kept
        on
            different_award.record_id = kept.record_id
            and different_award.file_sha256 = kept.file_sha256
)

select
    md5(concat_ws('|', 'two_contents', record_id)) as mark_id,
    'two_contents' as code,
    'award:' || award_key as subject_id,
    award_key,
    record_id,
    field,
    amount_usd::varchar as published,
    amount_usd,
    'one published file holds this key ' || version_count || ' times with different contents ('
    || coalesce(nullif(array_to_string(amounts, ' and '), ''), 'no amount')
    || ' USD); ' || coalesce(amount_usd || ' USD is counted', 'no amount is counted') as reason,
    since_date,
    record_id as since_record_id,
    null::date as until_date,
    [record_id] as record_ids
from marked
