-- title: Rows under an intermediary's code, and the committee that each gift went to
-- grain: one row per itemized transaction of type 24I or 24T that names another committee
-- key: record_id
-- note: some recipients file their own rows under the intermediary's code; OTHER_ID is then the
-- intermediary. A row is one of these only where OTHER_ID is a committee that passes gifts on as
-- its trade (seeds.intermediary) and the filer is none, or where its words say that it came through
-- the other committee. That others once named OTHER_ID as an intermediary proves nothing: a
-- committee can pass on gifts and be sent some
-- column is_recipients: the recipient's own row: its filer took the money in
-- column recipient_id: the committee that the gift went to
with intermediary as (
    select committee_id from seeds.intermediary
    union
    select other_committee_id
    from entities.transaction
    where role = 'earmarked' and other_committee_id is not null
),

-- the first word of its name that is long enough to be nobody else's by chance
called as (
    select
        register.committee_id,
        arg_max(
            nullif(regexp_extract(upper(register.committee_name), '[A-Z]{5,}'), ''),
            (register.cycle, register.record_id)
        ) as word
    from staging.fec_cm as register
    semi join intermediary on register.committee_id = intermediary.committee_id
    group by register.committee_id
),

looked_up as (
    select
        filed.record_id,
        filed.filer_committee_id,
        filed.other_committee_id,
        coalesce(filed.memo_text ilike '%see below%', false)
        or (of_other.committee_id is not null and of_filer.committee_id is null)
        or coalesce(
            contains(upper(filed.memo_text), called.word)
            and not regexp_matches(upper(filed.memo_text), '\b(FOR|TO)\b'),
            false
        ) as is_recipients
    from entities.transaction as filed
    left join seeds.intermediary as of_other on filed.other_committee_id = of_other.committee_id
    left join intermediary as of_filer on filed.filer_committee_id = of_filer.committee_id
    left join called
        on filed.other_committee_id = called.committee_id and of_filer.committee_id is null
    where filed.role = 'conduit_out' and filed.other_committee_id is not null
)

select
    record_id,
    is_recipients,
    case when is_recipients then filer_committee_id else other_committee_id end as recipient_id
from looked_up
