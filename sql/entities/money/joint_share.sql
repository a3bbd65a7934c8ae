-- title: Shares of joint fundraising, traced to the gift that was divided
-- grain: one row per share whose gift is loaded
-- key: record_id
-- params: share_days=15
-- note: same name and ZIP code, a gift no smaller than the share, to a joint fundraising committee
-- or to one that transferred money to the share's committee
with share as (
    select *
    from entities.transaction
    where role = 'joint_share' and name is not null and zip5_code is not null
),

fundraiser as (
    select
        committee_id,
        null::varchar as participant_id
    from staging.fec_cm
    where designation_code = 'J'
    union
    select
        other_committee_id,
        filer_committee_id
    from entities.transaction
    where role = 'transfer_in' and other_committee_id is not null
),

gift as (
    select *
    from entities.transaction
    where
        role in ('receipt', 'earmarked')
        and memo_code is distinct from 'X'
        and filer_committee_id in (select fundraiser.committee_id from fundraiser)
        and name in (select share.name from share)
)

select
    share.record_id,
    gift.record_id as gift_record_id
from share
inner join gift
    on
        share.name = gift.name
        and share.zip5_code = gift.zip5_code
        and share.filer_committee_id <> gift.filer_committee_id
        and abs(share.transaction_date - gift.transaction_date)
        <= getvariable('share_days')::integer
        and share.amount_usd <= gift.amount_usd
inner join fundraiser
    on
        gift.filer_committee_id = fundraiser.committee_id
        and coalesce(share.filer_committee_id = fundraiser.participant_id, true)
qualify
    row_number() over (
        partition by share.record_id
        order by
            abs(share.transaction_date - gift.transaction_date),
            gift.amount_usd,
            gift.record_id
    ) = 1
