-- title: Rows under an intermediary's code, and the committee that each gift went to
-- grain: one row per itemized transaction of type 24I or 24T that names another committee
-- key: record_id
-- note: some recipients file their own rows under the intermediary's code; OTHER_ID is then the
-- intermediary, so it is looked up before a gift is credited to it
-- column is_recipients: the recipient's own row: its filer took the money in
-- column recipient_id: the committee that the gift went to
with intermediary as (
    select committee_id from seeds.intermediary
    union
    select other_committee_id
    from entities.transaction
    where role = 'earmarked' and other_committee_id is not null
),

looked_up as (
    select
        filed.record_id,
        filed.filer_committee_id,
        filed.other_committee_id,
        coalesce(filed.memo_text ilike '%see below%', false)
        or (of_other.committee_id is not null and of_filer.committee_id is null) as is_recipients
    from entities.transaction as filed
    left join intermediary as of_other on filed.other_committee_id = of_other.committee_id
    left join intermediary as of_filer on filed.filer_committee_id = of_filer.committee_id
    where filed.role = 'conduit_out' and filed.other_committee_id is not null
)

select
    record_id,
    is_recipients,
    case when is_recipients then filer_committee_id else other_committee_id end as recipient_id
from looked_up
