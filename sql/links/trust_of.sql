-- title: Trust carries the name of a person
-- grain: one row per trust and person
-- key: link_id
-- note: by a judgement, or by a rule: the trust's name holds first and last name of the only person
-- so called in its ZIP code; its gifts stay the trust's own
with trusts as (
    select
        contributor.contributor_key,
        contributor.entity_id,
        contributor.name,
        gift.zip5_code,
        min(gift.record_id) as record_id,
        string_split(regexp_replace(upper(contributor.name), '[^A-Z]+', ' ', 'g'), ' ') as words
    from entities.contributor as contributor
    inner join entities.contribution as gift
        on contributor.contributor_key = gift.contributor_key and gift.is_named_giver
    where
        not contributor.is_person
        and regexp_matches(
            upper(contributor.name), '\b(TRUST|TTEE|TRUSTEES?|REVOCABLE|ESTATE OF)\b'
        )
    group by contributor.contributor_key, contributor.entity_id, contributor.name, gift.zip5_code
),

judged as (
    select
        trusts.entity_id as from_id,
        judgement.right_ref as to_id,
        trusts.record_id,
        'human' as basis,
        'judged by a person' as label
    from trusts
    inner join entities.person_judgement as judgement
        on trusts.contributor_key = judgement.left_key
    where judgement.right_key is null and judgement.verdict = 'same'
),

namesakes as (
    select
        trusts.entity_id as from_id,
        cluster.person_id as to_id,
        trusts.record_id as trust_record_id,
        record.record_key
    from trusts
    inner join entities.person_record as record
        on
            trusts.zip5_code = record.zip5_code
            and list_contains(trusts.words, record.last_name)
            and list_contains(trusts.words, record.first_name)
    inner join entities.person_cluster as cluster on record.record_key = cluster.record_key
    where length(record.first_name) > 1
),

only_one as (
    select from_id
    from namesakes
    group by from_id
    having count(distinct to_id) = 1
),

ruled as (
    select
        namesakes.from_id,
        namesakes.to_id,
        unnest([namesakes.trust_record_id, gift.record_id]) as record_id,
        'similar_name' as basis,
        'first and last name, and the ZIP code' as label
    from namesakes
    inner join entities.contribution as gift
        on namesakes.record_key = gift.contributor_key and gift.is_named_giver
    semi join only_one on namesakes.from_id = only_one.from_id
    anti join judged on namesakes.from_id = judged.from_id
),

stated as (
    select * from judged
    union all by name
    select
        from_id,
        to_id,
        record_id,
        basis,
        label
    from ruled
)

select
    md5(concat_ws('|', 'trust_of', from_id, to_id)) as link_id,
    'trust_of' as link_type,
    from_id,
    to_id,
    null::date as first_date,
    null::date as last_date,
    null::decimal(18, 2) as amount_usd,
    null::varchar as amount_basis,
    count(distinct record_id) as record_count,
    min(basis) as basis,
    null::double as score,
    min(label) as label,
    list_sort(array_agg(distinct record_id)) as evidence
from stated
group by from_id, to_id
